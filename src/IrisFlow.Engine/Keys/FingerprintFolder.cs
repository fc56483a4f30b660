using System.Security.Cryptography;
using System.Text;

namespace IrisFlow.Engine.Keys;

/// <summary>Fingerprints of code that was looked into before, in a folder of the user's: a fresh workspace with known code starts as fast as an old one.</summary>
/// <remarks>It is a cache: a file that is damaged, or can't be read or written, is as good as none.</remarks>
internal sealed class FingerprintFolder(string folder)
{
    private const string Format = "irisflow code 1";

    // An edit leaves some files behind; a thousand of them are a few megabytes.
    private const int Kept = 1000;

    /// <summary>The code of these roots, or null when it is not known.</summary>
    public CodeRecord? Find(string codeBase, string roots)
    {
        try
        {
            return Read(File.ReadAllLines(PathOf(codeBase, roots)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the code of these roots.</summary>
    public void Keep(string codeBase, string roots, CodeRecord code)
    {
        string[] lines = [Format, code.Fingerprint, .. code.Warnings.Select(w => $"! {w}"), .. code.Methods.Select(m => $"{m.Hash} {m.Name}")];
        var path = PathOf(codeBase, roots);
        var making = $"{path}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        try
        {
            Prepare();
            File.WriteAllLines(making, [.. lines, Check(lines)]);
            File.Move(making, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next program looks into the code again.
        }
    }

    private static CodeRecord? Read(string[] lines)
    {
        if (lines.Length < 3 || lines[0] != Format || lines[^1] != Check(lines[..^1]))
        {
            return null;
        }

        var (methods, warnings) = (new List<MethodHash>(lines.Length), new List<string>());
        foreach (var line in lines[2..^1])
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (line.StartsWith('!'))
            {
                warnings.Add(line[(space + 1)..]);
            }
            else
            {
                methods.Add(new(line[(space + 1)..], line[..space]));
            }
        }

        return new(lines[1], methods, warnings);
    }

    private void Prepare()
    {
        // What is believed here decides what runs, so nobody else may write here.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var files = new DirectoryInfo(folder).GetFiles();
        foreach (var old in files.OrderByDescending(f => f.LastWriteTimeUtc).Skip(Kept))
        {
            old.Delete();
        }
    }

    private string PathOf(string codeBase, string roots) => Path.Combine(folder, Hash($"{codeBase}\n{roots}"));

    private static string Check(string[] lines) => Hash(string.Join('\n', lines));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
