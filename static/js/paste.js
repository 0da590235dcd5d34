/* Says what a text cannot keep of something pasted from Word or a page: tables, headings and pictures have blocks. */
(() => {
    const { lost, table, heading, picture } = document.currentScript.dataset;
    const KINDS = { table, "h1, h2, h3, h4, h5, h6": heading, img: picture };

    const lostFrom = (html) => {
        const pasted = new DOMParser().parseFromString(html, "text/html");
        return Object.keys(KINDS).filter((kind) => pasted.querySelector(kind)).map((kind) => KINDS[kind]);
    };

    document.addEventListener(
        "paste",
        (event) => {
            const editor = event.target.closest(".Draftail-Editor");
            if (!editor) return;
            const field = editor.parentElement;
            let said = field.querySelector("[data-lost-in-paste]");
            if (!said) {
                said = document.createElement("p");
                said.setAttribute("role", "status");
                said.dataset.lostInPaste = "";
                said.className = "help";
                field.append(said);
            }
            const names = lostFrom(event.clipboardData.getData("text/html"));
            said.textContent = names.length ? lost.replace("{what}", names.join(", ")) : "";
        },
        true, // before the editor takes the event for itself
    );
})();
