namespace IrisFlow.Tests.Rules;

public class FindingTests
{
    private static readonly Finding Bare = new("IF104", "There is no output 'weights'.");

    [Fact]
    public void A_finding_without_a_place_is_its_rule_and_message() => Assert.Equal("IF104 There is no output 'weights'.", Bare.ToString());

    [Fact]
    public void A_finding_tells_place_remedy_and_next_command() => Assert.Equal(
        "IF104 iris.flow.json:12:7 'score.model': There is no output 'weights'. It has: model. Next: irisflow check",
        (Bare with { File = "iris.flow.json", Line = 12, Position = 7, Step = "score", Port = "model", Expected = "It has: model.", Next = "irisflow check" }).ToString());

    [Fact]
    public void A_line_is_named_without_a_position() => Assert.Equal("iris.csv:12", (Bare with { File = "iris.csv", Line = 12 }).Place);

    [Fact]
    public void A_step_is_named_without_a_port() => Assert.Equal("step 'score'", (Bare with { Step = "score" }).Place);

    [Fact]
    public void An_exception_tells_all_findings() =>
        Assert.Equal($"IF104 There is no output 'weights'.{Environment.NewLine}IF105 Two.", new IrisFlowException([Bare, new("IF105", "Two.")]).Message);
}
