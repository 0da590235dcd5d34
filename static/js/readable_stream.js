/* A text whose menu of blocks leaves out the part that keeps what cannot be read: it is shown, and never added. */
(() => {
    const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

    class ReadableStreamBlockDefinition extends StreamBlockDefinition {
        constructor(name, groups, ...rest) {
            super(name, groups, ...rest);
            this.groupedChildBlockDefs = groups.map(([label, blocks]) => [
                label,
                blocks.filter((block) => block.name !== "unreadable"),
            ]);
        }
    }

    window.telepath.register("dog.ReadableStreamBlock", ReadableStreamBlockDefinition);
})();
