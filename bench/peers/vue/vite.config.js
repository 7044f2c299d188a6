import vue from "@vitejs/plugin-vue";
import { ElementPlusResolver } from "unplugin-vue-components/resolvers";
import components from "unplugin-vue-components/vite";
import { defineConfig } from "vite";

export default defineConfig({
  // Element Plus by component: what no template names is not built in, neither its code nor its styles.
  plugins: [vue(), components({ dts: false, resolvers: [ElementPlusResolver()] })],
  resolve: { alias: { "@shared": new URL("../shared", import.meta.url).pathname } },
});
