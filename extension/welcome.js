// Says what Zaplint is.

import {sayAll} from "./pages.js";

sayAll();
