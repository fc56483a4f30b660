using System.Net;
using IrisFlow.Hosting;
using IrisFlow.Server.Checkpoints;
using IrisFlow.Server.Checkpoints.Statistics;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IrisFlow.Server;

/// <summary>A server over one workspace: what the command line offers, over HTTP, and the designer.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StudioServer(WebApplication application) => _application = application;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Starts a server.</summary>
    /// <param name="workspace">The workspace; whoever gives it disposes it after the server.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<StudioServer> StartAsync(Workspace workspace, ServerOptions options, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore().AddSingleton(options).AddSingleton(new LiveWorkspace(workspace)).AddSingleton(TimeProvider.System).AddSingleton<Events.EventHub>();
        builder.Services.AddSingleton<Glances>().AddSingleton<RowPages>().AddSingleton<StatisticsBook>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var application = builder.Build();
        application.UseMiddleware<ProblemMiddleware>();
        application.UseRouting();
        var api = application.MapGroup("/api");
        foreach (var endpoints in All)
        {
            endpoints.Map(api);
        }

        if (options.Designer is { } folder)
        {
            ServeDesigner(application, folder);
        }

        await application.StartAsync(cancellation);
        return new(application);
    }

    /// <summary>A part of the server, for a test to look at.</summary>
    internal T Service<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();

    /// <summary>Ends with the process, or when somebody stops it.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _application.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static IEnumerable<IEndpoints> All => typeof(StudioServer).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IEndpoints)))
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .Select(t => (IEndpoints)Activator.CreateInstance(t)!);

    private static void ServeDesigner(WebApplication application, string folder)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        application.UseStaticFiles(new StaticFileOptions { FileProvider = files });

        // The designer finds out itself which page an address means; what looks like a file or a call and is not there is not found.
        application.Use((context, next) =>
            context.GetEndpoint() is null && HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api") && !Path.HasExtension(context.Request.Path)
                ? context.Response.SendFileAsync(files.GetFileInfo("index.html"))
                : next(context));
    }
}
