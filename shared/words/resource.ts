/** The name of a resource for people: `CPU (vCPU)`, `RAM`, `Storage C:\`. */
export function resourceName(resource: {
  readonly resource: 'cpu' | 'ram' | 'storage';
  readonly volume?: string;
}): string {
  switch (resource.resource) {
    case 'cpu':
      return 'CPU (vCPU)';
    case 'ram':
      return 'RAM';
    case 'storage':
      return resource.volume === undefined ? 'Storage' : `Storage ${resource.volume}`;
  }
}
