using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using IrisFlow.Engine.Isolation;

namespace IrisFlow.Hosting.Isolation;

/// <summary>Starts a process for each attempt at an isolated step, speaks with it through its standard streams, and sees it to its end.</summary>
/// <param name="program">The program that holds a <see cref="StepWorker"/>.</param>
/// <param name="arguments">What makes it one.</param>
/// <param name="clock">The time.</param>
public sealed class StepProcesses(string program, IReadOnlyList<string> arguments, TimeProvider clock) : IStepHost
{
    // How long a process that was told to end, or its streams after it has ended, may take.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int Terminate = 15;

    /// <inheritdoc/>
    public async Task<StepAnswer> RunAsync(StepRequest request, Action<StepMessage> heard, CancellationToken cancellation)
    {
        using var process = Start(request);
        var said = new LastWords();
        var ended = process.WaitForExitAsync(CancellationToken.None);
        await using var stop = cancellation.Register(() => _ = EndAsync(process, ended));
        var errors = ReadAsync(process.StandardError, said.Add);
        StepMessage? answer = null;
        var answers = ReadAsync(process.StandardOutput, line =>
        {
            var message = StepMessage.TryRead(line);
            switch (message)
            {
                case null:
                    said.Add(line);
                    break;
                case StepAnswer or StepFailed:
                    // Nobody needs the process any more, and threads that its code has left behind may keep it from ending.
                    answer = message;
                    process.StandardInput.Close();
                    break;
                default:
                    heard(message);
                    break;
            }
        });
        try
        {
            await process.StandardInput.WriteLineAsync(request.Write().AsMemory(), CancellationToken.None);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It is gone already; how it ended says more.
        }

        await ended;

        // A process that this one has started may hold the streams open for longer.
        await Task.WhenAny(Task.WhenAll(errors, answers), Task.Delay(Grace, clock, CancellationToken.None));
        return answer switch
        {
            StepAnswer done => done,
            _ when cancellation.IsCancellationRequested => throw new OperationCanceledException(cancellation),
            StepFailed failed => throw new IrisFlowException(failed.Findings, failed.Exit),
            _ => throw new IrisFlowException(said.Of(process.ExitCode, request), ExitCode.StepFailed),
        };
    }

    private Process Start(StepRequest request)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (request.Memory is { } memory)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{memory:X}";
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new IrisFlowException(
                new Finding("IF909", $"The process of the step could not be started: {problem.Message}") { Step = request.Step, File = program, IsTransient = true }, ExitCode.StepFailed, problem);
        }
    }

    /// <summary>Asks a process to end, and after a while makes it.</summary>
    private async Task EndAsync(Process process, Task ended)
    {
        try
        {
            if (OperatingSystem.IsWindows() || kill(process.Id, Terminate) != 0 || await Task.WhenAny(ended, Task.Delay(Grace, clock, CancellationToken.None)) != ended)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static async Task ReadAsync(StreamReader stream, Action<string> line)
    {
        while (await stream.ReadLineAsync(CancellationToken.None) is { } text)
        {
            line(text);
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // libc's own name; .NET can only kill.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
#pragma warning restore IDE1006, SYSLIB1054
}
