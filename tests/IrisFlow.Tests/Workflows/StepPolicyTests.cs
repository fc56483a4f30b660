using System.Text;

namespace IrisFlow.Tests.Workflows;

public class StepPolicyTests
{
    private static readonly Catalog Catalog = new(typeof(StepPolicyTests).Assembly);

    [Fact]
    public void A_policy_in_C_sharp_and_one_in_a_file_are_the_same()
    {
        var file = Read("""
            { "format": 1, "workflow": "w", "steps": { "s": { "uses": "policy.nothing", "policy": {
              "retries": 3, "backoff": "500ms", "timeout": "90s", "onFailure": "continue", "checkpoint": "never", "cpu": 0.5, "memory": "2GiB", "isolate": "process" } } } }
            """);
        var code = Workflow.Define("w", flow => flow.Add("s", new Nothing(), policy: new StepPolicy
        {
            Retries = 3,
            Backoff = TimeSpan.FromMilliseconds(500),
            Timeout = TimeSpan.FromSeconds(90),
            OnFailure = OnFailure.Continue,
            Checkpoint = CheckpointPolicy.Never,
            Cpu = 0.5,
            Memory = 2L << 30,
            Isolate = StepIsolation.Process,
        }));

        Assert.Equal(code.Steps[0].Policy, file.Steps[0].Policy);
        Assert.Equal(WorkflowWriter.Write(code, Catalog), WorkflowWriter.Write(file, Catalog));
    }

    [Fact]
    public void A_policy_is_written_after_the_parameters_without_what_is_usual_and_in_the_order_of_its_keys()
    {
        var workflow = Read("""
            { "format": 1, "workflow": "w", "steps": { "s": { "note": "n", "policy": { "isolate": "none", "cpu": 2, "timeout": "60s", "backoff": "1000ms", "retries": 2 }, "uses": "policy.nothing" } } }
            """);

        Assert.Equal(
            """
            {
              "format": 1,
              "workflow": "w",
              "steps": {
                "s": {
                  "uses": "policy.nothing",
                  "policy": {
                    "retries": 2,
                    "timeout": "1m",
                    "cpu": 2
                  },
                  "note": "n"
                }
              }
            }

            """,
            WorkflowWriter.Write(workflow, Catalog));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "retries": 0, "backoff": "1s", "onFailure": "stop", "checkpoint": "always", "cpu": 1.0, "isolate": "none" }""")]
    public void A_policy_that_says_what_is_usual_is_not_written(string policy) =>
        Assert.DoesNotContain("policy\"", WorkflowWriter.Write(Read(Document(policy)), Catalog), StringComparison.Ordinal);

    [Theory]
    [InlineData("IF003", "policy", "7")]
    [InlineData("IF007", "retrys", """{ "retrys": 3 }""")]
    [InlineData("IF120", "retries", """{ "retries": -1 }""")]
    [InlineData("IF120", "retries", """{ "retries": 101 }""")]
    [InlineData("IF120", "retries", """{ "retries": 1.5 }""")]
    [InlineData("IF120", "retries", """{ "retries": "3" }""")]
    [InlineData("IF120", "cpu", """{ "cpu": 0 }""")]
    [InlineData("IF120", "cpu", """{ "cpu": 2000 }""")]
    [InlineData("IF120", "cpu", """{ "cpu": null }""")]
    [InlineData("IF121", "backoff", """{ "retries": 1, "backoff": 5 }""")]
    [InlineData("IF121", "backoff", """{ "retries": 1, "backoff": "-1s" }""")]
    [InlineData("IF121", "backoff", """{ "retries": 1, "backoff": "6m" }""")]
    [InlineData("IF121", "timeout", """{ "timeout": "0s" }""")]
    [InlineData("IF121", "timeout", """{ "timeout": "0" }""")]
    [InlineData("IF121", "timeout", """{ "timeout": "31d" }""")]
    [InlineData("IF122", "memory", """{ "memory": "0B" }""")]
    [InlineData("IF122", "memory", """{ "memory": 1024 }""")]
    [InlineData("IF123", "onFailure", """{ "onFailure": "go-on" }""")]
    [InlineData("IF123", "checkpoint", """{ "checkpoint": true }""")]
    [InlineData("IF123", "isolate", """{ "isolate": "Process" }""")]
    public void A_policy_that_breaks_a_rule_is_refused_at_its_key(string rule, string key, string policy)
    {
        var text = Document(policy);

        var finding = Assert.Single(Findings(text));

        Assert.Equal((rule, 2, text.Split('\n')[1].IndexOf($"\"{key}\"", StringComparison.Ordinal) + 1), (finding.Rule, finding.Line, finding.Position));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_policy_is_told_at_once() => Assert.Equal(
        ["IF007", "IF120", "IF121", "IF122", "IF123"],
        Findings(Document("""{ "retries": -1, "timeout": "soon", "memory": "much", "isolate": "thread", "priority": 1 }""")).Select(f => f.Rule).Order());

    [Theory]
    [InlineData("""{ "timeOut": "1s" }""", "Did you mean 'timeout'?")]
    [InlineData("""{ "checkpoint": "nevr" }""", "Did you mean 'never'?")]
    public void A_slip_is_answered_with_what_was_meant(string policy, string answer) =>
        Assert.Contains(answer, Assert.Single(Findings(Document(policy))).Expected, StringComparison.Ordinal);

    [Fact]
    public void A_policy_in_C_sharp_that_breaks_a_rule_is_found_by_the_check()
    {
        var workflow = Workflow.Define("w", flow => flow.Add("s", new Nothing(), policy: new StepPolicy
        {
            Retries = -1,
            Backoff = TimeSpan.FromTicks(1),
            Timeout = TimeSpan.Zero,
            OnFailure = (OnFailure)7,
            Cpu = double.NaN,
            Memory = -5,
        }));

        var findings = Check(workflow);

        Assert.Equal(
            ["policy.backoff", "policy.cpu", "policy.memory", "policy.onFailure", "policy.retries", "policy.timeout"],
            findings.Where(f => f.Severity == Severity.Error).Select(f => f.Port).Order());
        Assert.All(findings, f => Assert.Equal("s", f.Step));
    }

    [Fact]
    public void A_backoff_without_retries_is_a_warning()
    {
        var finding = Assert.Single(Check(Read(Document("""{ "backoff": "5s" }"""))));

        Assert.Equal(("IF124", Severity.Warning, "policy.backoff"), (finding.Rule, finding.Severity, finding.Port));
    }

    [Fact]
    public void More_memory_than_any_machine_has_is_fine() => Assert.Empty(Check(Read(Document("""{ "memory": "1024TiB" }"""))));

    private static string Document(string policy) =>
        $$"""
        { "format": 1, "workflow": "w", "steps": { "s": { "uses": "policy.nothing",
          "policy": {{policy}} } } }
        """;

    private static Workflow Read(string text) => WorkflowReader.Read(Encoding.UTF8.GetBytes(text), "w.flow.json");

    private static IReadOnlyList<Finding> Findings(string text) => Assert.Throws<IrisFlowException>(() => Read(text)).Findings;

    private static IReadOnlyList<Finding> Check(Workflow workflow) => WorkflowCheck.Run(workflow, new(Path.GetTempPath(), Catalog, new TableFormats([]))).Findings;

    /// <summary>Does nothing.</summary>
    [Activity("policy.nothing")]
    public sealed class Nothing : Activity
    {
        protected internal override Task RunAsync(StepContext step) => Task.CompletedTask;
    }
}
