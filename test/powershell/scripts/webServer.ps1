$folder = 'C:\VMs\web-01'
$disk = Join-Path $folder 'web-01.vhdx'
New-Item -ItemType Directory -Path $folder -Force | Out-Null
New-VHD -Path $disk -ParentPath 'C:\Templates\ubuntu-24.04.vhdx' -Differencing | Out-Null
$vm = New-VM -Name 'web-01' -MemoryStartupBytes 2GB -Generation 2 -VHDPath $disk -SwitchName 'External_Switch'
Set-VMProcessor -VM $vm -Count 2
Set-VMFirmware -VM $vm -SecureBootTemplate 'MicrosoftUEFICertificateAuthority'
Get-VMNetworkAdapter -VM $vm | Set-VMNetworkAdapterVlan -Access -VlanId 20
$vm | Start-VM
$now = Get-VM -Id $vm.Id
$vlan = (Get-VMNetworkAdapterVlan -VMName 'web-01').AccessVlanId
"$($now.State) $($now.ProcessorCount) $($now.MemoryStartup / 1MB) $($now.NetworkAdapters[0].SwitchName) VLAN $vlan"
(Get-VHD -Path $disk).ParentPath -eq 'C:\Templates\ubuntu-24.04.vhdx'
Stop-VM -VM $vm -TurnOff -Force
Remove-VM -VM $vm -Force
Remove-Item -LiteralPath $disk
"gone $(Test-Path -LiteralPath $disk)"
