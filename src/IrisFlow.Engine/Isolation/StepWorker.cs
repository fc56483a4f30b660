using System.Diagnostics;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Isolation;

/// <summary>The other end of an <see cref="IStepHost"/>: takes one request, makes the attempt, says what came of it.</summary>
/// <param name="format">How checkpoints are written.</param>
/// <param name="environment">What surrounds the steps of a workflow, by the folder of its file.</param>
public sealed class StepWorker(TableFormat format, Func<string, StepEnvironment> environment)
{
    /// <summary>See <see cref="Doors.KeptBytes"/>.</summary>
    internal long KeptBytes { get; init; } = new Doors().KeptBytes;

    /// <summary>Works on the request that comes in.</summary>
    /// <param name="requests">Where the request comes from; its end means that whoever asked is gone, and this process goes too.</param>
    /// <param name="answers">Where answers go to, and nothing else.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public async Task RunAsync(TextReader requests, TextWriter answers, CancellationToken cancellation)
    {
        var request = StepRequest.Read(await requests.ReadLineAsync(cancellation) ?? throw new EndOfStreamException("There was no request."));
        EndWith(requests);
        var answer = await AnswerAsync(request, message => Say(answers, message), cancellation);
        Say(answers, answer);
    }

    private async Task<StepMessage> AnswerAsync(StepRequest request, Action<StepMessage> say, CancellationToken cancellation)
    {
        try
        {
            var surroundings = environment(request.Folder);
            var descriptor = surroundings.Catalog.Find(request.Uses) ?? throw new InvalidOperationException($"There is no activity '{request.Uses}'.");
            var activity = descriptor.Create(
                request.Step, request.Wires, request.With, surroundings.Catalog,
                problem => throw new InvalidOperationException($"Step '{request.Step}' was checked, yet {problem.Path}: {problem.Message}"));
            var kinds = descriptor.Inputs.Where(i => request.Wires.ContainsKey(i.Name)).GroupBy(i => request.Wires[i.Name]).ToDictionary(i => i.Key, i => i.First().Kind);
            object Read(string address)
            {
                var input = request.Inputs[address];
                return kinds[address].FromTable(new CheckpointReader(format, _ => { }).Read(input.Object, new(input.Path)), surroundings.Catalog);
            }

            var handed = new HandedFiles(format, request.Outputs);
            using var files = new StepOutputs(handed, KeptBytes, cancellation);
            using var proofs = new ReadProofs();
            var context = new StepContext(surroundings, address => proofs.Watch(Read(address)), request.IdempotencyKey, share => say(new StepProgress(share)), cancellation)
            {
                Attempt = request.Attempt,
                Creating = files.Create,
                Saying = (name, sentence) => say(new StepSaid(name, sentence)),
            };

            // On a stack of its own: when that overflows, the trace is of the activity and not of this program.
            await Task.Run(() => activity.RunAsync(context), CancellationToken.None);
            var outputs = Produced.Of(descriptor, context, files);
            proofs.Complete();
            var answer = new StepAnswer(outputs.ToDictionary(o => o.Port.Name, o => Write(handed.PathOf(o.Port.Name), o)));
            files.Release();
            return answer;
        }
#pragma warning disable CA1031 // Whatever a user's activity throws is an answer.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            var failure = StepFailure.Of(problem, request.Step, request.Uses);
            return new StepFailed(failure.Findings, failure.Exit);
        }
    }

    private StepFile Write(string path, Produced output) =>
        new(path, (output.Staged ?? CheckpointStore.Write(format, output.Table, output.Record.Digest, path)).Object);

    private static void Say(TextWriter answers, StepMessage message)
    {
        // Progress may come from several threads of an activity.
        lock (answers)
        {
            answers.WriteLine(message.Write());
            answers.Flush();
        }
    }

    /// <summary>Ends this process when its parent is gone. On a thread of its own, as the activity may keep all others busy.</summary>
    private static void EndWith(TextReader requests) => new Thread(() =>
    {
        while (requests.Read() >= 0)
        {
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    })
    {
        IsBackground = true,
    }.Start();
}
