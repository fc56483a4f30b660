using System.Diagnostics;

namespace IrisFlow.Testing.Program;

/// <summary>The real executable: the one that <c>IRISFLOW_EXE</c> names, else one published for these tests.</summary>
public static class PublishedProgram
{
    private const string Variable = "IRISFLOW_EXE";

    private static readonly Lazy<string> Executable = new(() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Publish());
    private static readonly Lazy<string> Cache = new(MakeCache);

    /// <summary>The full path of the executable.</summary>
    public static string Path => Executable.Value;

    /// <summary>The cache folder of all programs that these tests start: application code is compiled once a test run.</summary>
    public static string CacheHome => Cache.Value;

    /// <summary>The top level of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>How to start the program in a folder; nothing of the tester's own terminal or cache shows through.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">The arguments, unquoted.</param>
    /// <param name="environment">Variables to set, or with null to remove.</param>
    public static ProcessStartInfo StartInfo(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        StartInfo(Path, folder, arguments, CacheHome, environment);

    /// <summary>Runs the program to its end.</summary>
    public static Task<ProgramResult> RunAsync(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        ProgramResult.OfAsync(StartInfo(folder, arguments, environment));

    /// <summary>The same for any other command, such as a shell that starts the program: it stands first in the search path.</summary>
    public static Task<ProgramResult> RunOtherAsync(string command, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = StartInfo(command, folder, arguments, CacheHome, environment);
        start.Environment["PATH"] = $"{System.IO.Path.GetDirectoryName(Path)}{System.IO.Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        return ProgramResult.OfAsync(start);
    }

    private static ProcessStartInfo StartInfo(string command, string folder, IEnumerable<string> arguments, string cache, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>A cache in which the code of <c>workflows/</c> is compiled already, so that tests side by side do not all compile it.</summary>
    private static string MakeCache()
    {
        var cache = Directory.CreateTempSubdirectory("irisflow-cache-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(cache, recursive: true);
        using var workspace = ProgramWorkspace.CopyOf("iris");
        Ended(StartInfo(Path, workspace.Root, ["activities"], cache, null));
        return cache;
    }

    private static string Publish()
    {
        var folder = System.IO.Path.Combine(Repository, ".build", "irisflow");

        // Two test projects may start at the same time; a named mutex is a lock between processes.
        using var mutex = new Mutex(initiallyOwned: false, $"Global\\irisflow-publish-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(folder)))[..16]}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever held it is gone; publishing again mends what it left.
        }

        try
        {
            var start = new ProcessStartInfo("dotnet", ["publish", "src/IrisFlow.Cli", "-c", "Release", "-o", folder, "-v", "quiet"])
            {
                WorkingDirectory = Repository,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // A build node that outlives the command would keep the pipes open.
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            Ended(start);
        }
        finally
        {
            mutex.ReleaseMutex();
        }

        return System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "irisflow.exe" : "irisflow");
    }

    private static void Ended(ProcessStartInfo start)
    {
        var result = ProgramResult.OfAsync(start).GetAwaiter().GetResult();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {result}");
        }
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "IrisFlow.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds IrisFlow.sln.");
        }

        return folder;
    }
}
