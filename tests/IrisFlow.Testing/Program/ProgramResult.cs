using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrisFlow.Testing.Program;

/// <summary>How a program ended and what it said.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Out">What it wrote to stdout: results.</param>
/// <param name="Error">What it wrote to stderr: talk.</param>
public sealed record ProgramResult(int ExitCode, string Out, string Error)
{
    /// <summary>Stdout as one JSON document; anything before or after it is an error.</summary>
    public JsonNode Json => JsonNode.Parse(Out) ?? throw new InvalidOperationException($"The document is null: {this}");

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ProgramResult> OfAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await error);
    }

    /// <inheritdoc/>
    public override string ToString() => $"exit code {ExitCode}\nstdout:\n{Out}\nstderr:\n{Error}";
}
