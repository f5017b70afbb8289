/** By which the editor knows panels with the dashboard. */
export const DASHBOARD = 'vmspec.dashboard';
