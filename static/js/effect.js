/* Computes the effect on totals anew while somebody types. Without this script the button does it, in a new tab. */
(() => {
    const WAIT = 400; // milliseconds after the last change

    const begin = () => {
        const panel = document.querySelector("[data-effect]");
        const form = panel && panel.closest("form");
        if (!form) return;
        const result = panel.querySelector("[data-effect-result]");
        const said = panel.querySelector("[data-effect-said]"); // read aloud: the sentences, not the whole table
        let timer;
        let asked;

        const show = (html) => {
            if (html !== result.dataset.shown) result.innerHTML = html;
            result.dataset.shown = html;
            const sentences = [...result.querySelectorAll("[data-effect-summary]")];
            said.textContent = sentences.map((sentence) => sentence.textContent.trim()).join(" ");
        };

        const compute = async () => {
            clearTimeout(timer);
            if (asked) asked.abort();
            const mine = new AbortController();
            asked = mine;
            try {
                const response = await fetch(panel.dataset.effect, {
                    method: "POST",
                    body: new FormData(form),
                    signal: mine.signal,
                });
                if (!response.ok || response.redirected) throw new Error(response.status);
                show(await response.text());
            } catch {
                if (!mine.signal.aborted) {
                    delete result.dataset.shown;
                    result.textContent = said.textContent = panel.dataset.effectFailed;
                }
            }
        };

        const later = () => {
            clearTimeout(timer);
            timer = setTimeout(compute, WAIT);
        };

        form.addEventListener("input", later);
        form.addEventListener("change", later);
        panel.querySelector("button").addEventListener("click", (event) => {
            event.preventDefault();
            compute();
        });
    };

    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
})();
