// The entry: routes, each page a chunk of its own.

import { filing } from "@shared/api";
import "@shared/page.css";
import { firstLanguage, say } from "@shared/words";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { Frame } from "./Frame";

/** What is seen until the page's chunk is here. */
function Loading() {
  return <p className="page" role="status">{say("loading", firstLanguage())}</p>;
}

const router = createBrowserRouter([
  {
    Component: Frame,
    HydrateFallback: Loading,
    children: [
      { path: "/", lazy: async () => ({ Component: (await import("./Landing")).Landing }) },
      {
        path: "/filings/:id/basic-check",
        // The filing is asked for while the page's chunk is on its way.
        loader: ({ params: { id = "" } }) => ({ id, view: filing(id) }),
        lazy: async () => ({ Component: (await import("./BasicCheck")).BasicCheck }),
      },
    ],
  },
]);

createRoot(document.getElementById("root")!).render(<RouterProvider router={router} />);
