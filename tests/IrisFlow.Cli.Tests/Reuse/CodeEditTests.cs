using IrisFlow.Testing.Program;

namespace IrisFlow.Cli.Tests;

/// <summary>Edits of a workspace's own C#, run by the real program.</summary>
public sealed class CodeEditTests : IDisposable
{
    private const string Code = "workflows/iris/RemoveLongSepals.cs";

    private readonly ProgramWorkspace _workspace = ProgramWorkspace.Iris();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task A_constant_two_calls_below_an_activity_reruns_its_step_alone_and_a_comment_reruns_nothing()
    {
        const string Helper = "\n\ninternal static class Limit\n{\n    private const double Slack = 0.0;\n\n    public static double Of(double limit) => Widened(limit);\n\n    private static double Widened(double limit) => limit + Slack;\n}\n";
        Edit("lengths.Span[row] <= MaxCm", "lengths.Span[row] <= Limit.Of(MaxCm)");
        _workspace.Write(Code, _workspace.Read(Code) + Helper);
        await _workspace.JsonAsync("run", "iris");

        // No sepal is between 7.0 and 7.05 cm, so the same flowers are kept, and what comes after is reused.
        Edit("Slack = 0.0", "Slack = 0.05");
        var changed = await _workspace.JsonAsync("run", "iris");
        Edit("private static double Widened", "// A flower is never measured that well.\n    private static double Widened");
        var commented = await _workspace.JsonAsync("run", "iris");

        Assert.Equal(["filter"], changed.StepsThat("succeeded"));
        Assert.Empty(commented.StepsThat("succeeded"));
        Assert.Equal(6, commented.StepsThat("reused").Length);
    }

    private void Edit(string old, string changed)
    {
        Assert.Contains(old, _workspace.Read(Code));
        _workspace.Write(Code, _workspace.Read(Code).Replace(old, changed));
    }
}
