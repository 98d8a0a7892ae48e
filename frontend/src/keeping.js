/** What stays on the device while somebody is signed in: forms that survive a lost connection, and how it is removed. */
import { survive } from "./keeping/forms.js";
import { guard } from "./keeping/leaving.js";

guard();
for (const form of document.querySelectorAll("form[data-keeps]")) survive(form);
