namespace IrisFlow.Server;

/// <summary>How a server is started.</summary>
public sealed record ServerOptions
{
    /// <summary>The port on the loopback address; 0 for any that is free.</summary>
    public int Port { get; init; } = 5005;

    /// <summary>The folder with the built designer; null where there is none.</summary>
    public string? Designer { get; init; }

    /// <summary>The most bytes of a file that is uploaded.</summary>
    public long UploadBytes { get; init; } = 4L << 30;

    /// <summary>The program, and its first arguments, that carries out runs in processes of their own: <c>irisflow</c>.</summary>
    public required IReadOnlyList<string> Program { get; init; }
}
