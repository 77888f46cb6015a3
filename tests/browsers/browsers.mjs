/**
 * The browsers, each under its own WebDriver server. Drivers are found on the PATH, where `cargo xtask test --all` puts
 * them; none is downloaded.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { Builder } from "selenium-webdriver";
import { eventually } from "./eventually.mjs";

const SIZE = [1280, 860];

/** What to start, and which browser to ask it for. */
export const BROWSERS = {
  Chromium: {
    driver: [process.env.CHROMEDRIVER ?? "chromedriver"],
    capabilities: {
      browserName: "chrome",
      "goog:chromeOptions": {
        ...(process.env.CHROMIUM_PATH && { binary: process.env.CHROMIUM_PATH }),
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--lang=en-US"],
      },
    },
  },
  Firefox: {
    driver: ["geckodriver"],
    capabilities: {
      browserName: "firefox",
      "moz:firefoxOptions": { args: ["-headless"], prefs: { "intl.accept_languages": "en-US" } },
    },
  },
  WebKitGTK: {
    // No headless mode, hence a screen in memory; and as root no sandbox.
    driver: ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "WebKitWebDriver"],
    environment: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    capabilities: { browserName: "MiniBrowser" },
  },
};

/** @returns {Promise<{ driver: import("selenium-webdriver").WebDriver, close: () => Promise<void> }>} */
export async function open({ driver: [program, ...args], environment, capabilities }) {
  const port = await freePort();
  const server = spawn(program, [...args, `--port=${port}`], {
    env: { ...process.env, ...environment },
    // A group of its own, so that the screen and the browser end with it.
    detached: true,
    stdio: "ignore",
  });
  const end = () => process.kill(-server.pid, "SIGTERM");
  await once(server, "spawn");
  const address = `http://127.0.0.1:${port}`;
  const driver = await connect(address, capabilities).catch((error) => {
    end();
    throw error;
  });
  const close = () => driver.quit().finally(end);
  return { driver, close };
}

async function connect(address, capabilities) {
  await eventually(async () => {
    const { value } = await (await fetch(`${address}/status`)).json();
    if (!value.ready) throw new Error("the driver is not ready");
  });
  const driver = await new Builder()
    .disableEnvironmentOverrides()
    .usingServer(address)
    .withCapabilities(capabilities)
    .build();
  const [width, height] = SIZE;
  await driver.manage().window().setRect({ x: 0, y: 0, width, height });
  return driver;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
