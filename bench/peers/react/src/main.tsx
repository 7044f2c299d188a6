// The entry: routes, each page a chunk of its own.

import "@shared/page.css";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { Frame } from "./Frame";

const router = createBrowserRouter([
  {
    Component: Frame,
    HydrateFallback: () => null,
    children: [
      { path: "/", lazy: async () => ({ Component: (await import("./Landing")).Landing }) },
      { path: "/filings/:id/basic-check", lazy: async () => ({ Component: (await import("./BasicCheck")).BasicCheck }) },
    ],
  },
]);

createRoot(document.getElementById("root")!).render(<RouterProvider router={router} />);
