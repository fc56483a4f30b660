using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrisFlow.Testing.Program;

/// <summary>The scripts of <c>tests/IrisFlow.Parquet.Tests/readers</c>: programs that are not ours look at what we wrote.</summary>
public static class NodeReaders
{
    /// <summary>Runs a script.</summary>
    /// <param name="script">Its file.</param>
    /// <param name="request">What it reads from its input.</param>
    public static JsonNode Ask(string script, JsonNode request)
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Run("npm", folder, "", "ci", "--no-audit", "--no-fund");
        }

        return JsonNode.Parse(Run("node", folder, request.ToJsonString(), script))!;
    }

    private static string Run(string program, string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"{program} {arguments[0]} failed: {errors.Result}");
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IrisFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "IrisFlow.Parquet.Tests", "readers");
    }
}
