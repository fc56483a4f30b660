using IrisFlow.Engine.Plan;

namespace IrisFlow.Hosting.Runs;

/// <summary>How a checkpoint comes back that is damaged, was removed, or never came here.</summary>
public static class MakingAgain
{
    private const string Uploaded = "upload:";

    /// <summary>A finding that says what is to be done: the command line of a run that makes it, or to give again what a person gave.</summary>
    /// <param name="finding">What is wrong.</param>
    /// <param name="store">The runs.</param>
    /// <param name="digest">The checkpoint.</param>
    public static Finding Told(Finding finding, IRunStore store, Digest digest)
    {
        // A step that made it is worth more than somebody who put it in.
        if (store.Makers(digest, 20).OrderBy(m => m.Output.Origin is not null).FirstOrDefault() is { } made && store.FindRun(made.Run) is { } run)
        {
            return Told(finding, store, run, store.Steps(run.Id).First(s => s.Name == made.Step), made.Output);
        }

        return store.Uploads(DateTimeOffset.MinValue).FirstOrDefault(u => u.Digest == digest) is { } upload
            ? finding with { Expected = $"It is the upload '{upload.Name}', which no run used: send the file again." }
            : finding;
    }

    /// <summary>The same where it is known as the output of a run.</summary>
    public static Finding Told(Finding finding, IRunStore store, RunRecord run, StepRecord step, OutputRecord output) => Command(run, step, output) is { } command
        ? finding with { Expected = "Run the step that makes it again.", Next = command }
        : finding with { Expected = $"No step made it: it came from {Origin(store, output.Origin!)} in the place of {step.Name}.{output.Port}. Put that in again." };

    /// <summary>The command line that makes an output again; null where no step did, since a person put data in its place.</summary>
    public static string? Command(RunRecord run, StepRecord step, OutputRecord output)
    {
        if (output.Origin is not null)
        {
            return null;
        }

        return step.State != StepState.NotSelected && run.Command.StartsWith("irisflow run ", StringComparison.Ordinal)
            ? run.Command
            : $"irisflow run {CommandText.Quoted(run.Workflow)} --to {step.Name}";
    }

    /// <summary>Where injected data came from, as a person calls it.</summary>
    public static string Origin(IRunStore store, string origin) =>
        origin.StartsWith(Uploaded, StringComparison.Ordinal) && store.FindUpload(origin[Uploaded.Length..]) is { } upload ? $"the upload '{upload.Name}'" : origin;
}
