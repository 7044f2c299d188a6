// The entry: routes, each page a chunk of its own.

import "@shared/page.css";
import "./theme.css";
import { createApp } from "vue";
import { createRouter, createWebHistory } from "vue-router";
import App from "./App.vue";

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", component: () => import("./Landing.vue") },
    { path: "/filings/:id/basic-check", component: () => import("./BasicCheck.vue"), props: true },
  ],
});

createApp(App).use(router).mount("#root");
