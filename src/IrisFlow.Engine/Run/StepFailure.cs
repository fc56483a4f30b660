namespace IrisFlow.Engine.Run;

/// <summary>Whatever an activity threw, as findings of its step.</summary>
internal static class StepFailure
{
    public static IrisFlowException Of(Exception problem, string step, string uses) => problem is IrisFlowException known
        ? new([.. known.Findings.Select(f => f with { Step = f.Step ?? step })], known.Exit, known)
        : new(
            new Finding("IF901", $"{uses} threw {problem.GetType().Name}: {problem.Message}")
            {
                Step = step,
                Expected = "--verbose shows where.",
                IsTransient = Transience.Of(problem),
            },
            ExitCode.StepFailed,
            problem);
}
