using System.Net;

namespace IrisFlow.Server;

/// <summary>How a server is started.</summary>
public sealed record ServerOptions
{
    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 5005;

    /// <summary>The address that it listens on. Any other than a loopback address is refused unless there is an API token and <see cref="IsBehindTls"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>True when whoever starts the server states that it is reached through a proxy that speaks TLS.</summary>
    public bool IsBehindTls { get; init; }

    /// <summary>Names that the server is reached by, beyond those of the loopback address.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The folder with the built designer; null where there is none.</summary>
    public string? Designer { get; init; }

    /// <summary>The most bytes of a file that is uploaded.</summary>
    public long UploadBytes { get; init; } = 4L << 30;

    /// <summary>The program, and its first arguments, that carries out runs in processes of their own: <c>irisflow</c>.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Whether schedules fire while it goes on.</summary>
    public bool FiresSchedules { get; init; } = true;

    /// <summary>Is told, a line each, what went wrong that no answer tells.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>Whether only this machine reaches it.</summary>
    internal bool IsLoopback => Address is { } address && IPAddress.IsLoopback(address);

    /// <summary>The address; null where <see cref="Host"/> is none.</summary>
    internal IPAddress? Address => Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>What may stand in the header <c>Host</c>, without a port.</summary>
    internal IEnumerable<string> Names => HostNames.Concat(["localhost", "127.0.0.1", "[::1]"]);
}
