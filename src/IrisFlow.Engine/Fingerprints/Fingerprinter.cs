namespace IrisFlow.Engine.Fingerprints;

/// <summary>Looks into the code of a program, when a fingerprint is asked for that nobody remembers.</summary>
internal sealed class Fingerprinter(CodeIdentity identity) : IDisposable
{
    private readonly Lock _lock = new();
    private CodeBase? _code;

    /// <summary>The fingerprint of what the roots lead to.</summary>
    /// <exception cref="IrisFlowException">A file of the program can't be read.</exception>
    public CodeFingerprint Of(CodeRoots roots)
    {
        lock (_lock)
        {
            try
            {
                _code ??= new CodeBase(identity.Files, CodeIdentity.IsFramework, identity.Locate, identity.Build);
                return new CodeWalk(_code, CodeIdentity.Runtime).From(roots);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or BadImageFormatException)
            {
                throw new IrisFlowException(
                    new Finding("IF916", $"The program's own code can't be read: {problem.Message}") { Expected = "Without it nobody can tell whether a checkpoint is still current." },
                    ExitCode.Usage,
                    problem);
            }
        }
    }

    public void Dispose() => _code?.Dispose();
}
