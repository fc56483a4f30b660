using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Compilation;

/// <summary>The C# files under <c>workflows/</c>: compiled when they change, kept, and loaded.</summary>
/// <remarks>
/// Compiled code is kept in the user's cache folder under the hash of all that went into it: the sources, the assemblies they are
/// compiled against, the runtime. So a fresh workspace with known sources starts as fast as an old one.
/// </remarks>
public sealed class ApplicationCode
{
    private const string AssemblyName = "IrisFlow.Application";
    private const string Version = "1";

    private readonly string _folder;
    private readonly string _cache;
    private readonly IReadOnlyList<Assembly> _references;

    /// <param name="folder">The folder of workflows.</param>
    /// <param name="cache">Where compiled code is kept.</param>
    /// <param name="references">The assemblies that application code may use, besides the framework's.</param>
    public ApplicationCode(string folder, string cache, IReadOnlyList<Assembly> references) => (_folder, _cache, _references) = (folder, cache, references);

    /// <summary>The compiled code, or null when there are no C# files.</summary>
    /// <exception cref="IrisFlowException">It does not compile; every error is among the findings.</exception>
    public Assembly? Load() => Compile() is { } compiled ? AssemblyLoadContext.Default.LoadFromAssemblyPath(compiled) : null;

    /// <summary>The same for a program that goes on while the files change: it is loaded beside what was loaded before, and goes when nothing uses it any more.</summary>
    /// <exception cref="IrisFlowException">It does not compile; every error is among the findings.</exception>
    public Assembly? LoadAnew() => Compile() is { } compiled ? new AssemblyLoadContext(AssemblyName, isCollectible: true).LoadFromAssemblyPath(compiled) : null;

    /// <summary>The path of the compiled code, or null when there are no C# files.</summary>
    /// <exception cref="IrisFlowException">It does not compile; every error is among the findings.</exception>
    public string? Compile()
    {
        var (sources, fingerprint) = Read();
        if (sources.Count == 0)
        {
            return null;
        }

        var folder = Path.Combine(_cache, fingerprint);
        var compiled = Path.Combine(folder, AssemblyName + ".dll");
        if (!File.Exists(compiled))
        {
            Keep(Compiler.Compile(AssemblyName, sources, _references), folder);
        }

        return compiled;
    }

    /// <summary>The user's cache folder for compiled code, or for something else that is known of code.</summary>
    public static string DefaultCache(string what = "code")
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } own ? own
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : Path.Combine(Path.GetTempPath(), $"irisflow-{Environment.UserName}");
        return Path.Combine(caches, "irisflow", what);
    }

    /// <exception cref="IrisFlowException">A file can't be read, perhaps because it is being written.</exception>
    private (List<SourceFile> Sources, string Fingerprint) Read()
    {
        try
        {
            var sources = Sources();
            return (sources, Fingerprint(sources));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding("IF571", $"The C# files can't be read: {problem.Message}") { File = _folder, Expected = "Files that this user may read, and that stay while they are read.", IsTransient = true },
                inner: problem);
        }
    }

    private List<SourceFile> Sources()
    {
        if (!Directory.Exists(_folder))
        {
            return [];
        }

        // Build output of a project file that may stand there for an editor's sake is not application code.
        return [.. Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(_folder, path).Replace('\\', '/'), path))
            .Where(s => !s.Name.Split('/').Any(part => part is "bin" or "obj" || part.StartsWith('.')))
            .OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    private string Fingerprint(List<SourceFile> sources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        Add(Version);
        Add(Environment.Version.ToString());
        foreach (var reference in _references)
        {
            Add($"{reference.FullName} {reference.ManifestModule.ModuleVersionId}");
        }

        foreach (var source in sources)
        {
            Add(source.Name);
            Add(source.Text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..40];
    }

    /// <summary>Puts the files in place in one step: another process finds all of them or none.</summary>
    private void Keep(CompiledCode code, string folder)
    {
        var making = Path.Combine(_cache, $".{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        CreatePrivate(_cache);
        CreatePrivate(making);
        File.WriteAllBytes(Path.Combine(making, AssemblyName + ".dll"), code.Assembly);
        File.WriteAllBytes(Path.Combine(making, AssemblyName + ".pdb"), code.Symbols);
        File.WriteAllBytes(Path.Combine(making, AssemblyName + ".xml"), code.Documentation);
        try
        {
            Directory.Move(making, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process compiled the same sources at the same time and was faster.
            Directory.Delete(making, recursive: true);
        }
    }

    private static void CreatePrivate(string folder)
    {
        // What is loaded from here runs as this user, so nobody else may write here.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

/// <summary>A C# file: its name below <c>workflows/</c>, and its path.</summary>
internal sealed record SourceFile(string Name, string Path)
{
    private string? _text;

    public string Text => _text ??= File.ReadAllText(Path);
}

/// <summary>What the compiler made.</summary>
internal sealed record CompiledCode(byte[] Assembly, byte[] Symbols, byte[] Documentation);
