// The entry: routes, each page a chunk of its own.

import { filing, type View } from "@shared/api";
import "@shared/page.css";
import "./theme.css";
import { createApp } from "vue";
import { createRouter, createWebHistory } from "vue-router";
import App from "./App.vue";

declare module "vue-router" {
  interface RouteMeta { view?: Promise<View> }
}

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", component: () => import("./Landing.vue") },
    {
      path: "/filings/:id/basic-check",
      component: () => import("./BasicCheck.vue"),
      // The filing is asked for while the page's chunk is on its way.
      beforeEnter: ({ meta, params }) => { meta.view = filing(String(params.id)); },
      props: ({ meta, params }) => ({ id: params.id, told: meta.view }),
    },
  ],
});

createApp(App).use(router).mount("#root");
