import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the app with the API of a gateway that runs: GATEWAY=http://127.0.0.1:7400
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:7400';
const forwarded = { target: gateway, changeOrigin: true };

export default defineConfig({
  plugins: [react()],
  build: { outDir: '../wwwroot', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: {
    proxy: { '/api': forwarded, '/health': forwarded, '/docs': forwarded, '/openapi.json': forwarded },
    // contracts/workdays.txt is the one list of working days.
    fs: { allow: ['../..'] },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], css: false },
});
