using System.Text;

namespace IrisFlow.Tests.Workflows;

public class WorkflowReaderTests
{
    [Theory]
    [InlineData("IF001", 1, 1, "")]
    [InlineData("IF001", 2, 1, "{\n]")]
    [InlineData("IF001", 1, 4, "{} {}")]
    [InlineData("IF001", 2, 3, "{ \"format\": 1,\n  // no comments\n}")]
    [InlineData("IF001", 2, 3, "[\n  1e999]")]
    [InlineData("IF001", 2, 3, "[\n  \"\\ud800\"]")]
    [InlineData("IF002", 3, 3, "{\n  \"format\": 1,\n  \"format\": 1\n}")]
    [InlineData("IF003", null, null, "[]")]
    [InlineData("IF003", null, null, "{ \"format\": 1, \"steps\": {} }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1,\n\"workflow\": 5, \"steps\": {} }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1, \"workflow\": \"w\",\n\"steps\": [] }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {\n\"a\": 1 } }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {\n\"a\": {} } }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": { \"a\": { \"uses\": \"x\", \"from\": {\n\"rows\": 1 } } } }")]
    [InlineData("IF003", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {}, \"parameters\": {\n\"k\": 2 } }")]
    [InlineData("IF004", null, null, "{ \"workflow\": \"w\", \"steps\": {} }")]
    [InlineData("IF004", 2, 1, "{\n\"format\": 2, \"workflow\": \"w\", \"steps\": {} }")]
    [InlineData("IF005", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {}, \"parameters\": { \"k\": {\n\"type\": \"intger\" } } }")]
    [InlineData("IF006", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {\n\"a.b\": { \"uses\": \"x\" } } }")]
    [InlineData("IF006", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": {\n\"..\": { \"uses\": \"x\" } } }")]
    [InlineData("IF007", 2, 1, "{ \"format\": 1, \"workflow\": \"w\", \"steps\": { \"a\": { \"uses\": \"x\",\n\"frm\": {} } } }")]
    public void A_text_that_breaks_a_rule_is_refused_at_its_place(string rule, int? line, int? column, string text)
    {
        var finding = Assert.Single(Findings(text));

        Assert.Equal((rule, line, column), (finding.Rule, finding.Line, finding.Position));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        ["IF003", "IF004", "IF005", "IF006", "IF007", "IF007"],
        Findings("""
            {
              "format": 7,
              "wrkflow": "w",
              "parameters": { "k": { "type": "text" } },
              "steps": { "a/b": { "uses": "x", "with": {}, "nte": "" } }
            }
            """).Select(f => f.Rule).Order());

    [Fact]
    public void A_slip_in_a_key_is_answered_with_the_key_that_was_meant() => Assert.Contains(
        "Did you mean 'with'?", Assert.Single(Findings("""{ "format": 1, "workflow": "w", "steps": { "a": { "uses": "x", "wth": {} } } }""")).Expected, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused_at_their_place()
    {
        var bytes = Encoding.UTF8.GetBytes("{\n  \"workflow\": \"?\" }");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;

        var finding = Assert.Single(Assert.Throws<IrisFlowException>(() => WorkflowReader.Read(bytes, "w.flow.json")).Findings);

        Assert.Equal(("IF001", 2, 15), (finding.Rule, finding.Line!.Value, finding.Position!.Value));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text() =>
        Assert.Equal("w", WorkflowReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{ "format": 1, "workflow": "w", "steps": {} }""")], "w").Name);

    [Fact]
    public void A_file_that_is_not_there_is_not_found()
    {
        var problem = Assert.Throws<IrisFlowException>(() => WorkflowReader.ReadFile(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));

        Assert.Equal(("IF302", ExitCode.NotFound), (problem.Findings[0].Rule, problem.Exit));
    }

    [Fact]
    public void A_folder_is_no_workflow_file()
    {
        var problem = Assert.Throws<IrisFlowException>(() => WorkflowReader.ReadFile(Path.GetTempPath()));

        Assert.Equal(("IF303", ExitCode.Usage), (problem.Findings[0].Rule, problem.Exit));
    }

    private static IReadOnlyList<Finding> Findings(string text) =>
        Assert.Throws<IrisFlowException>(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(text), "w.flow.json")).Findings;
}
