using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using IrisFlow.Hosting.Runs;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Runs;

/// <summary>Lets runs be carried out by processes of their own; a request that comes again is answered with the run that it has begun.</summary>
internal sealed class RunStarter(LiveWorkspace live, ServerOptions options)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    // Requests whose process has not answered yet: one that comes again meanwhile waits for the same answer.
    private readonly ConcurrentDictionary<Submission, Lazy<Task<string>>> _underWay = [];

    /// <summary>Starts what is ordered.</summary>
    /// <param name="context">The request, which may have a key.</param>
    /// <param name="order">The order.</param>
    /// <returns>The run as it is now.</returns>
    /// <exception cref="IrisFlowException">It is refused; nothing runs.</exception>
    public async Task<RunRecord> StartAsync(HttpContext context, WorkOrder order)
    {
        var workspace = live.Current;
        var processes = new RunProcesses(options.Program, workspace.Root);
        var run = Key(context.Request) is { } key ? await OnceAsync(processes, order, new(key, Hash(order))) : await processes.StartAsync(order);
        return workspace.Run(run);
    }

    private async Task<string> OnceAsync(RunProcesses processes, WorkOrder order, Submission submission)
    {
        if (RunWorker.Earlier(live.Current.Store, submission) is { } earlier)
        {
            return earlier;
        }

        var mine = _underWay.GetOrAdd(submission, s => new(() => processes.StartAsync(order with { Submission = s })));
        try
        {
            return await mine.Value;
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(submission, mine));
        }
    }

    private static string? Key(HttpRequest request)
    {
        var given = request.Headers[Header];
        return given.Count == 0 ? null
            : given is [{ Length: > 0 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~') ? key
            : throw new IrisFlowException(new Finding("IF897", $"The header {Header} holds no key.") { Expected = $"1 to {LongestKey} visible characters of ASCII, such as a UUID." });
    }

    private static string Hash(WorkOrder order) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Write())));
}
