-- What a person does in Neovim: open a spec, read the diagnostics, take the code action of the given title.
-- Settings come as JSON in VMSPEC_TEST: {command, file, title, report}.
local settings = vim.fn.json_decode(os.getenv('VMSPEC_TEST'))
local report = { diagnostics = {} }

local function finish(problem)
  report.problem = problem
  report.version = vim.version().minor
  vim.fn.writefile({ vim.fn.json_encode(report) }, settings.report)
  vim.cmd('qa!')
end

local function wait_for(what, condition)
  if vim.wait(30000, condition, 20) then return end
  finish('waited in vain for ' .. what)
  error(what)
end

vim.cmd('edit ' .. vim.fn.fnameescape(settings.file))
local buffer = vim.api.nvim_get_current_buf()
local config = { name = 'vmspec', cmd = settings.command, root_dir = vim.fn.fnamemodify(settings.file, ':h') }
if vim.lsp.start then
  vim.lsp.start(config)
else
  vim.lsp.buf_attach_client(buffer, vim.lsp.start_client(config))
end

wait_for('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
for _, one in ipairs(vim.diagnostic.get(buffer)) do
  local code = one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)
  table.insert(report.diagnostics, {
    code = code, message = one.message, severity = one.severity,
    line = one.lnum, column = one.col, end_line = one.end_lnum, end_column = one.end_col,
  })
end

local first = vim.diagnostic.get(buffer)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.ui.select = function(items, _, choose)
  report.titles = {}
  local chosen = nil
  for _, item in ipairs(items) do
    local action = item.action or item[2]
    table.insert(report.titles, action.title)
    if action.title == settings.title then chosen = item end
  end
  choose(chosen)
end
local before = vim.api.nvim_buf_get_changedtick(buffer)
vim.lsp.buf.code_action()
wait_for('the code action', function() return vim.api.nvim_buf_get_changedtick(buffer) ~= before end)
report.lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
wait_for('the diagnostics to go', function() return #vim.diagnostic.get(buffer) == 0 end)
finish(nil)
