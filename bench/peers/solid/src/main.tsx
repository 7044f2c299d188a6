// The entry: routes, each page a chunk of its own.

import { filing } from "@shared/api";
import "@shared/page.css";
import "./controls.css";
import { Route, Router } from "@solidjs/router";
import { lazy } from "solid-js";
import { render } from "solid-js/web";
import { Frame } from "./Frame";

const Landing = lazy(() => import("./Landing"));
const BasicCheck = lazy(() => import("./BasicCheck"));

render(
  () => (
    <Router root={Frame}>
      <Route path="/" component={Landing} />
      {/* The filing is asked for while the page's chunk is on its way. */}
      <Route path="/filings/:id/basic-check" component={BasicCheck} preload={({ params }) => filing(params.id ?? "")} />
    </Router>
  ),
  document.getElementById("root")!,
);
