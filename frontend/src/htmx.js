/** Page fragments that refresh themselves (progress of an import). The styles of htmx are ours, not injected. */
import "htmx.org/dist/htmx.esm.js";
