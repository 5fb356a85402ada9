/** The files of `public`, for pages that draw with them. */
export interface StaticFiles {
  /**
   * @param path  as it is below the site's origin
   * @throws Error when there is no such file, or nothing reads them
   */
  readJson(path: string): Promise<unknown>;
}

/** @param assets  the binding that holds them; undefined where none is bound: then everything throws */
export function createStaticFiles(assets: Fetcher | undefined): StaticFiles {
  return {
    async readJson(path) {
      if (!assets) throw new Error(`No assets are bound, so ${path} cannot be read.`);
      // The host is not looked at.
      const response = await assets.fetch(`https://assets.internal${path}`);
      if (!response.ok) throw new Error(`${path} cannot be read: ${response.status}.`);
      return response.json();
    },
  };
}
