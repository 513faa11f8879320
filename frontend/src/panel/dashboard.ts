/** The kitchen's dashboard, made by one press. It uses the strategy, so it follows stoves that are added later. */
import type { HomeAssistant } from "../data/hass";

export const DASHBOARD_PATH = "hearthtech-kitchen";
const CONFIG = { strategy: { type: "custom:hearthtech-kitchen" } };

interface Dashboard {
  url_path: string;
}

/** Whether the dashboard is there. */
export async function hasDashboard(hass: HomeAssistant): Promise<boolean> {
  const dashboards = await hass.connection.sendMessagePromise<Dashboard[]>({
    type: "lovelace/dashboards/list",
  });
  return dashboards.some(({ url_path }) => url_path === DASHBOARD_PATH);
}

/** Make the dashboard. Only an administrator may; Home Assistant checks it. */
export async function makeDashboard(hass: HomeAssistant, title: string): Promise<void> {
  if (!(await hasDashboard(hass))) {
    await hass.connection.sendMessagePromise({
      type: "lovelace/dashboards/create",
      url_path: DASHBOARD_PATH,
      title,
      icon: "mdi:chef-hat",
      mode: "storage",
      show_in_sidebar: true,
      require_admin: false,
    });
  }
  await hass.connection.sendMessagePromise({
    type: "lovelace/config/save",
    url_path: DASHBOARD_PATH,
    config: CONFIG,
  });
}
