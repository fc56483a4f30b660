using IrisFlow.Hosting;

namespace IrisFlow.Server;

/// <summary>What must hold before a server listens.</summary>
internal static class StartRules
{
    /// <exception cref="IrisFlowException">It would be open to people whom nobody let in.</exception>
    public static void Demand(Workspace workspace, ServerOptions options, DateTimeOffset now)
    {
        if (options.Address is null)
        {
            throw new IrisFlowException(new Finding("IF865", $"'{options.Host}' is no address to listen on.") { Expected = "An IP address of this machine, such as 127.0.0.1." });
        }

        DemandPrivate(workspace.Artifacts);
        if (options.IsLoopback)
        {
            return;
        }

        if (!options.IsBehindTls)
        {
            throw Open(options, "Others would read what is sent, tokens among it.", "Put a proxy that speaks TLS before it, and say so with --behind-tls.", null);
        }

        if (!workspace.Store.Tokens().Any(t => t.IsValid(now)))
        {
            throw Open(options, "Nobody could sign in: a server that others reach is opened with API tokens only.", "Make one first.", "irisflow token create NAME --role editor");
        }
    }

    // Who can write there can change what runs, and read what the database holds.
    private static void DemandPrivate(string artifacts)
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(artifacts) && File.GetUnixFileMode(artifacts).HasFlag(UnixFileMode.OtherWrite))
        {
            throw new IrisFlowException(new Finding("IF869", "Everybody on this machine can write in the folder of artifacts.")
            {
                File = artifacts,
                Expected = "A folder that only its owner writes in.",
                Next = $"chmod o-w {artifacts}",
            });
        }
    }

    private static IrisFlowException Open(ServerOptions options, string why, string expected, string? next) =>
        new(new Finding("IF865", $"The server does not listen on {options.Host}. {why}") { Expected = expected, Next = next });
}
