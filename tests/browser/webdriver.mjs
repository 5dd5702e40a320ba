// A browser without a window, driven as W3C's WebDriver has it: Debian's chromium with its own chromedriver, so that
// the two always fit each other and nothing else has to be fetched.

import { spawn } from 'node:child_process';

const started = /started successfully on port (\d+)/;

function portOf(driver) {
  return new Promise((resolve, reject) => {
    let said = '';
    driver.stdout.on('data', (text) => {
      said += text;
      const found = started.exec(said);
      if (found) resolve(Number(found[1]));
    });
    driver.on('error', reject);
    driver.on('exit', () => reject(new Error(`chromedriver ended: ${said}`)));
  });
}

export class Browser {
  static async start() {
    const browser = new Browser();
    browser.driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] });
    browser.base = `http://127.0.0.1:${await portOf(browser.driver)}/session`;
    const args = ['--headless', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1'];
    if (process.getuid() === 0) args.push('--no-sandbox'); // it starts for root in no other way
    const capabilities = { browserName: 'chrome', 'goog:chromeOptions': { args }, 'goog:loggingPrefs': { browser: 'ALL' } };
    const session = await browser.ask('POST', '', { capabilities: { alwaysMatch: capabilities } });
    browser.base += `/${session.sessionId}`;
    return browser;
  }

  async ask(method, path, body) {
    const answer = await fetch(this.base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  open(url) {
    return this.ask('POST', '/url', { url });
  }
  // What the function, which is run in the page, returns.
  run(inPage, ...args) {
    return this.ask('POST', '/execute/sync', { script: `return (${inPage})(...arguments)`, args });
  }
  command(cmd, params) {
    return this.ask('POST', '/goog/cdp/execute', { cmd, params });
  }
  // How wide the window is, whether the reader likes it dark, and whether it is for a screen or for paper.
  async show({ width, height = 900, dark = false, paper = false }) {
    await this.command('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
    await this.command('Emulation.setEmulatedMedia', { media: paper ? 'print' : '', features });
  }
  // What the page has said since this was last asked.
  async messages() {
    return (await this.ask('POST', '/se/log', { type: 'browser' })).map(({ message }) => message);
  }
  // The whole page as a picture, and on paper.
  async picture() {
    const { cssContentSize, cssLayoutViewport } = await this.command('Page.getLayoutMetrics', {});
    const tallest = 8000; // of a picture that the browser still makes
    const height = Math.min(cssContentSize.height, tallest), width = cssLayoutViewport.clientWidth;
    const clip = { x: 0, y: 0, width, height, scale: 1 };
    const { data } = await this.command('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
    return Buffer.from(data, 'base64');
  }
  async paper() {
    const { data } = await this.command('Page.printToPDF', { preferCSSPageSize: true });
    return Buffer.from(data, 'base64');
  }

  async end() {
    await this.ask('DELETE', '').catch(() => {});
    this.driver.removeAllListeners('exit');
    this.driver.kill();
  }
}
