using System.ComponentModel;
using System.Diagnostics;

namespace IrisFlow.Hosting.Runs;

/// <summary>Starts a process for each run that is asked for. It goes on by itself: whoever started it only waits for its first line.</summary>
/// <remarks>See <c>src/docs/adr/0012-a-run-is-a-process.md</c>.</remarks>
/// <param name="program">The program, and its first arguments.</param>
/// <param name="workspace">The folder that it works on.</param>
public sealed class RunProcesses(IReadOnlyList<string> program, string workspace)
{
    /// <summary>The hidden command that carries out an order.</summary>
    public const string Command = "run-worker";

    private const int MostLines = 10;

    /// <summary>Starts a process and gives the run that it works on.</summary>
    /// <exception cref="IrisFlowException">It works on none; why is in the findings.</exception>
    public async Task<string> StartAsync(WorkOrder order)
    {
        using var process = Start();
        var said = LastLinesAsync(process.StandardError);
        try
        {
            await process.StandardInput.WriteLineAsync(order.Write());
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already; what it said last tells more.
        }

        var answer = WorkAnswer.TryRead(await process.StandardOutput.ReadLineAsync());
        if (answer is null)
        {
            await process.WaitForExitAsync();
            throw new IrisFlowException(
                new Finding("IF895", $"The process of the run ended with exit code {process.ExitCode} before the run began. It said last: {string.Join(" ", await said)}"), ExitCode.StepFailed);
        }

        return answer.Run ?? throw answer.Problem!;
    }

    private Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program[0], [.. program.Skip(1), Command, "--workspace", workspace])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = workspace,
            })!;
        }
        catch (Win32Exception problem)
        {
            throw new IrisFlowException(new Finding("IF896", $"The process of the run could not be started: {problem.Message}") { File = program[0] }, ExitCode.StepFailed, problem);
        }
    }

    private static async Task<IReadOnlyList<string>> LastLinesAsync(StreamReader stream)
    {
        var lines = new Queue<string>();
        try
        {
            while (await stream.ReadLineAsync() is { } line)
            {
                lines.Enqueue(line);
                if (lines.Count > MostLines)
                {
                    lines.Dequeue();
                }
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The process has a run by now, and what it prints goes elsewhere.
        }

        return [.. lines];
    }
}
