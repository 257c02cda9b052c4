using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace TalentFinance.Gateway;

/// <summary>
/// The web app (gateway/portal) to browsers: its files from wwwroot, and its one page for every address that is nobody else's,
/// so that links into the app work. Without a build of it the gateway serves the API all the same, and a page that says how to build.
/// </summary>
internal static class ServePortal
{
    private static readonly string[] OwnPaths = ["/api", "/docs", "/openapi", "/health", "/assets"];
    private const string NotBuilt = """
        <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>人才金融 TalentFinance</title>
        <h1>人才金融</h1><p>网页应用尚未构建：运行 <code>deploy/run.sh</code>，或在 <code>gateway/portal</code> 中运行 <code>npm ci</code> 和 <code>npm run build</code>。接口照常可用。</p>
        <p lang="en">The web app is not built yet: run <code>deploy/run.sh</code>, or <code>npm ci</code> and <code>npm run build</code> in <code>gateway/portal</code>. The API works without it: <a href="/docs/">/docs</a></p></html>
        """;

    public static void Add(IServiceCollection services) => services.AddResponseCompression(options =>
    {
        // Public files only (see Use): there is no secret beside which an attacker's text could be compressed.
        options.EnableForHttps = true;
        options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "text/javascript"];
    });

    /// <summary>The folder of the built app: `Portal:Directory`, else wwwroot where the gateway was started, else beside the program.</summary>
    public static string Folder(IConfiguration configuration, IHostEnvironment environment) => configuration["Portal:Directory"]
        ?? new[] { environment.ContentRootPath, AppContext.BaseDirectory }.Select(root => Path.Combine(root, "wwwroot")).FirstOrDefault(Directory.Exists)
        ?? "";

    public static void Use(IApplicationBuilder app, string folder)
    {
        app.UseResponseCompression();
        app.UseSwaggerUI(docs =>
        {
            docs.RoutePrefix = "docs";
            docs.DocumentTitle = "TalentFinance API";
            docs.SwaggerEndpoint("/openapi.json", "TalentFinance");
        });
        if (Directory.Exists(folder)) app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), OnPrepareResponse = file => Cache(file.Context) });
        var page = Path.Combine(folder, "index.html");
        app.Use((context, next) => IsPage(context) ? Show(context, page) : next(context));
    }

    /// <summary>Names of assets carry a hash of their content: they never change. Everything else is asked for again.</summary>
    private static void Cache(HttpContext context) =>
        context.Response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";

    /// <summary>An address that a person opens: asked for as a page, no file by its name, and nothing that the gateway answers itself.</summary>
    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !Path.HasExtension(context.Request.Path)
        && (context.Request.Path == "/" || context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        && !OwnPaths.Any(own => context.Request.Path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase));

    private static Task Show(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return File.Exists(page) ? context.Response.SendFileAsync(page, context.RequestAborted) : context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }
}
