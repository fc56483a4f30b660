using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Tests.Problems;

public class ProblemTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(ExitCode.Usage, 422)]
    [InlineData(ExitCode.NotFound, 404)]
    [InlineData(ExitCode.Locked, 409)]
    [InlineData(ExitCode.Refused, 409)]
    [InlineData(ExitCode.Cancelled, 409)]
    [InlineData(ExitCode.Corrupt, 500)]
    [InlineData(ExitCode.StepFailed, 500)]
    public async Task An_expected_failure_is_told_with_all_its_findings_and_the_status_of_its_exit_code(ExitCode exit, int status)
    {
        var answer = await Asked.With("").AnswerAsync(_ =>
            throw new IrisFlowException([new Finding("IF101", "One.") { Pointer = "/steps", Expected = "Two." }, new("IF102", "Other.") { Step = "load" }], exit));

        answer.Refuses(status, "IF101");
        Assert.Equal(["IF101", "IF102"], answer.Findings.Select(f => f["rule"]!.GetValue<string>()));
        Assert.Equal("One. Two.", answer.At("/steps"));
    }

    [Fact]
    public async Task What_was_unforeseen_is_told_without_its_text()
    {
        var answer = await Asked.With("").AnswerAsync(_ => throw new InvalidOperationException("a secret of the server"));

        answer.Refuses(500, "IF900");
        Assert.DoesNotContain("secret", answer.Text);
        Assert.DoesNotContain("InvalidOperation", answer.Text);
    }

    [Fact]
    public async Task What_had_been_prepared_of_an_answer_does_not_show_in_the_problem()
    {
        var answer = await Asked.With("").AnswerAsync(c =>
        {
            c.Response.Headers.ETag = "\"1\"";
            throw new IrisFlowException(new Finding("IF101", "One."));
        });

        Assert.DoesNotContain("ETag", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/nothing")]
    [InlineData("/api/workflows/iris/nothing/at/all")]
    public async Task A_call_that_there_is_not_is_not_found(string path) => (await server.SendAsync(HttpMethod.Get, path)).Refuses(404, "IF856");

    [Fact]
    public async Task A_method_that_a_route_does_not_take_is_told_which_ones_it_takes()
    {
        var answer = (await server.SendAsync(HttpMethod.Patch, "/api/workflows")).Refuses(405, "IF856");

        Assert.Contains("GET", answer.Headers["Allow"]);
        Assert.Contains("GET", answer.Findings[0]["expected"]!.GetValue<string>());
    }
}
