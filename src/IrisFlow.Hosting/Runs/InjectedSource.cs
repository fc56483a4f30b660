namespace IrisFlow.Hosting.Runs;

/// <summary>What may be put in the place of a port by whoever is not at this machine's command line: data that is here already, never a path.</summary>
public static class InjectedSource
{
    // The engine takes what begins so for data of its own and never for a file.
    private static readonly string[] Stored = ["run:", "upload:"];

    /// <summary>A source as the engine and the command line take it.</summary>
    /// <param name="address">The port.</param>
    /// <param name="source">A digest, <c>run:ID/step.port</c> or <c>upload:ID</c>.</param>
    /// <param name="workspace">Where the data is.</param>
    /// <exception cref="IrisFlowException">It is another text, or the digest of nothing that is here.</exception>
    public static string Resolve(string address, string source, Workspace workspace)
    {
        if ((Digest.TryParse(source, out var digest) && workspace.Store.FindObject(digest) is not null) || Stored.Any(s => source.StartsWith(s, StringComparison.Ordinal)))
        {
            return source;
        }

        throw new IrisFlowException(new Finding("IF892", $"'{source}' names no data that is stored here.")
        {
            Step = Address.Split(address).Step,
            Port = Address.Split(address).Port,
            Pointer = "/with/" + address.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
            Expected = "It is a digest, run:ID/step.port or upload:ID; a file is uploaded first.",
        });
    }
}
