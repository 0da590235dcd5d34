// Prints what Lighthouse finds of each address, a line of JSON per address; browser.py runs it.
//
//     CHROMIUM=chromium node bench/lighthouse.mjs PROFILE_FOLDER RUNS ADDRESS...
//
// Lighthouse's own mobile settings: a screen of 412 by 823, a network of 1,6 Mbit/s and 150 ms and a processor four
// times as slow, all three computed from what was measured without them. The run with the median LCP counts.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];
const [profile, runs, ...addresses] = process.argv.slice(2);
const options = { onlyCategories: ["performance", "accessibility"], ignoreStatusCode: true, logLevel: "error" };

function report(address, { audits, categories }) {
    const failed = categories.accessibility.auditRefs
        .map(({ id, weight }) => ({ ...audits[id], weight }))
        .filter(({ score, weight }) => weight && score !== null && score < 1)
        .map(({ id, details }) => `${id}: ${details.items.map(({ node }) => node?.snippet).join(" ")}`);
    const shifts = audits["layout-shifts"].details?.items.map(({ node, score }) => `${score} ${node?.snippet}`) ?? [];
    const tasks = audits["long-tasks"].details?.items.map(({ url, duration }) => `${Math.round(duration)} ms ${url}`) ?? [];
    return {
        address,
        fcp: audits["first-contentful-paint"].numericValue,
        lcp: audits["largest-contentful-paint"].numericValue,
        cls: audits["cumulative-layout-shift"].numericValue,
        tbt: audits["total-blocking-time"].numericValue,
        accessibility: Math.round(100 * categories.accessibility.score),
        element: audits["largest-contentful-paint-element"]?.details?.items?.[0]?.items?.[0]?.node?.snippet ?? "",
        failed,
        shifts,
        tasks,
    };
}

// On a busy machine a trace now and then comes out empty.
async function measure(address, port, attempts = 3) {
    const { lhr } = await lighthouse(address, { ...options, port });
    if (!lhr.runtimeError) return lhr;
    if (attempts === 1) throw new Error(`${address}: ${lhr.runtimeError.message}`);
    return measure(address, port, attempts - 1);
}

const chrome = await launch({ chromePath: process.env.CHROMIUM, userDataDir: profile, chromeFlags: FLAGS });
process.on("SIGTERM", () => {
    chrome.kill();
    process.exit(1);
});
try {
    for (const address of addresses) {
        const found = [];
        for (let run = 0; run < Number(runs); run += 1) {
            found.push(report(address, await measure(address, chrome.port)));
        }
        found.sort((one, other) => one.lcp - other.lcp);
        console.log(JSON.stringify(found[Math.floor(found.length / 2)]));
    }
} finally {
    chrome.kill();
}
