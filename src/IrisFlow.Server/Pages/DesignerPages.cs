using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace IrisFlow.Server.Pages;

/// <summary>Serves the built designer: its files, and its one page under every address that is neither a file nor a call.</summary>
internal static class DesignerPages
{
    /// <summary>Registers what the pages need.</summary>
    public static void AddDesigner(this IServiceCollection services)
    {
        services.AddResponseCompression(compression => compression.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"]);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    /// <summary>Serves the files of a folder.</summary>
    public static void UseDesigner(this WebApplication application, string folder)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        application.UseWhen(IsPage, pages =>
        {
            pages.UseResponseCompression();
            pages.Use((context, next) =>
            {
                // The designer finds out itself which page an address means; what looks like a file and is not there is not found.
                if (!Path.HasExtension(context.Request.Path))
                {
                    context.Request.Path = "/index.html";
                }

                return next(context);
            });
            pages.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = file => Keep(file.Context) });
        });
    }

    private static bool IsPage(HttpContext context) => context.GetEndpoint() is null && !context.Request.Path.StartsWithSegments("/api");

    // The names under assets/ hold a hash of what is in them; everything else is asked for again.
    private static void Keep(HttpContext context) =>
        context.Response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
