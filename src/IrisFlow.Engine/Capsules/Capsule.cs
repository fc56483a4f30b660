namespace IrisFlow.Engine.Capsules;

/// <summary>A run that can be carried to another workspace: its record, the code's fingerprints, chosen checkpoints, and the files to run it again.</summary>
/// <param name="Run">The run's record; what belongs to the machine that ran it is left out.</param>
/// <param name="Steps">Its steps.</param>
public sealed record Capsule(RunRecord Run, IReadOnlyList<StepRecord> Steps)
{
    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    public const int Format = 1;

    /// <summary>The steps whose keys find their outputs.</summary>
    public IReadOnlyList<string> Cached { get; init; } = [];

    /// <summary>The code behind the steps' fingerprints, as far as it is known.</summary>
    public IReadOnlyList<CodeRecord> Codes { get; init; } = [];

    /// <summary>The checkpoints in it, by digest.</summary>
    public IReadOnlyList<StoredObject> Objects { get; init; } = [];

    /// <summary>The files of the workflow's folder in it, by path: the workflow, its data, its code, its layout.</summary>
    public IReadOnlyList<CapsuleFile> Files { get; init; } = [];
}

/// <summary>A file of the workflow's folder in a capsule.</summary>
/// <param name="Path">Its path below the folder, with <c>/</c> between the parts.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record CapsuleFile(string Path, long Bytes, string Hash)
{
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("\\:*?\"<>|");

    /// <summary>True for a path that leads to a file below a folder, on every system: not out of it, and to nothing hidden.</summary>
    public static bool IsPath(string path) => path.Length is > 0 and <= 500 && path.Split('/').All(IsPart);

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] is not ('.' or ' ') && part.AsSpan().IndexOfAny(Forbidden) < 0 && !part.Any(char.IsControl);
}
