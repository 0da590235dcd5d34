"""The screens on which a file of contributions becomes proposals: five steps, each at an address of its own."""
