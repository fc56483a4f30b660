using System.Net.Sockets;
using System.Reflection;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Schedules;
using IrisFlow.Server.Access;
using IrisFlow.Server.Checkpoints;
using IrisFlow.Server.Checkpoints.Statistics;
using IrisFlow.Server.Origins;
using IrisFlow.Server.Pages;
using IrisFlow.Server.Problems;
using IrisFlow.Server.Reading;
using IrisFlow.Server.Schedules;
using IrisFlow.Server.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IrisFlow.Server;

/// <summary>A server over one workspace: what the command line offers, over HTTP, and the designer.</summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StudioServer(WebApplication application) => _application = application;

    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(StudioServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>What signs somebody in as an editor as long as this server goes on; null where others reach it, who need API tokens.</summary>
    public string? Token => _application.Services.GetRequiredService<Gate>().Printed;

    /// <summary>The address that signs a browser in: what stands behind the # does not leave the browser until the page sends it.</summary>
    public Uri SignInAddress => Token is null ? Address : new(Address, $"/#token={Token}");

    /// <summary>The schedules that come due while it goes on, the next first; none where it leaves them alone.</summary>
    public IReadOnlyList<ScheduleView> Schedules => Service<ScheduleService>().Coming;

    /// <summary>Starts a server.</summary>
    /// <param name="workspace">The workspace; whoever gives it disposes it after the server.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IrisFlowException">The address is taken, or listening there would let in anybody.</exception>
    public static async Task<StudioServer> StartAsync(Workspace workspace, ServerOptions options, CancellationToken cancellation = default)
    {
        StartRules.Demand(workspace, options, TimeProvider.System.GetUtcNow());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddDesigner();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new LiveWorkspace(workspace));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Gate>();
        builder.Services.AddSingleton<Events.EventHub>();
        builder.Services.AddSingleton<Runs.RunStarter>();
        builder.Services.AddHostedService<WorkspaceWatch>();
        builder.Services.AddSingleton<ScheduleService>().AddHostedService(services => services.GetRequiredService<ScheduleService>());
        builder.Services.AddSingleton<Glances>().AddSingleton<RowPages>().AddSingleton<StatisticsBook>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (options.Log is { } log)
        {
            builder.Logging.AddProvider(new LineLog(log));
        }

        var application = builder.Build();
        application.UseMiddleware<HeadersMiddleware>();
        application.UseMiddleware<ProblemMiddleware>();
        application.UseMiddleware<OriginMiddleware>();
        application.UseRouting();
        application.UseMiddleware<AuditMiddleware>();
        application.UseMiddleware<AccessMiddleware>();
        var api = application.MapGroup("/api");
        foreach (var endpoints in All)
        {
            endpoints.Map(api);
        }

        if (options.Designer is { } folder)
        {
            application.UseDesigner(folder);
        }

        await ListenAsync(application, options, cancellation);
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

    private static void Limit(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = Requests.Limit;
        kestrel.Limits.MaxConcurrentConnections = 1000;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        kestrel.Listen(options.Address!, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static async Task ListenAsync(WebApplication application, ServerOptions options, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new IrisFlowException(
                new Finding("IF866", $"Port {options.Port} of {options.Host} can't be listened on: {problem.Message.TrimEnd('.')}.")
                {
                    Expected = "Another server may be there already: open it, or name another port; 0 is any that is free.",
                    Next = "irisflow serve --port 0",
                },
                ExitCode.Locked,
                problem);
        }
    }
}
