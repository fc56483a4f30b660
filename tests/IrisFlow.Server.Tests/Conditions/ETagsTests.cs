using IrisFlow.Server.Conditions;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Tests.Conditions;

public class ETagsTests
{
    private static readonly string Current = ETags.Of("a", "b");

    [Fact]
    public void The_parts_of_a_state_and_their_borders_make_its_name()
    {
        Assert.Equal(Current, ETags.Of("a", "b"));
        Assert.NotEqual(Current, ETags.Of("ab"));
        Assert.NotEqual(Current, ETags.Of("", "ab"));
        Assert.Matches("^\"[0-9a-f]{32}\"$", Current);
    }

    [Fact]
    public async Task A_change_from_the_state_as_it_is_is_made() => (await ChangeAsync("If-Match", Current, Current)).Succeeds();

    [Fact]
    public async Task One_of_several_states_is_enough() => (await ChangeAsync("If-Match", $"\"x\", {Current}", Current)).Succeeds();

    [Fact]
    public async Task Something_new_is_made_where_there_is_nothing() => (await ChangeAsync("If-None-Match", "*", null)).Succeeds();

    [Fact]
    public async Task A_change_that_does_not_say_what_it_was_made_from_is_refused() => (await ChangeAsync("X-Other", "", Current)).Refuses(428, "IF857");

    [Theory]
    [InlineData("If-Match", "\"other\"")]
    [InlineData("If-Match", "W/CURRENT")]
    [InlineData("If-None-Match", "*")]
    public async Task A_change_from_another_state_is_refused_and_told_the_state_as_it_is(string header, string value)
    {
        var answer = (await ChangeAsync(header, value.Replace("CURRENT", Current, StringComparison.Ordinal), Current)).Refuses(412, "IF857");

        Assert.Equal(Current, answer.ETag);
        Assert.Equal("as it is", answer.Json["current"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"any\"")]
    public async Task A_change_of_what_is_gone_is_refused(string value) => (await ChangeAsync("If-Match", value, null)).Refuses(412, "IF857");

    [Fact]
    public async Task Who_has_the_state_already_gets_nothing_again()
    {
        var context = Asked.With("");
        context.Request.Method = "GET";
        context.Request.Headers.IfNoneMatch = $"\"x\", {Current}";

        var answer = await context.AnswerAsync(c => new Document(json => json.WriteNullValue()) { ETag = Current }.ExecuteAsync(c));

        Assert.Equal((304, "", Current), (answer.Status, answer.Text, answer.ETag));
    }

    private static Task<Answer> ChangeAsync(string header, string value, string? current)
    {
        var context = Asked.With("");
        context.Request.Headers[header] = value;
        return context.AnswerAsync(c =>
        {
            ETags.Demand(c, current, json => json.WriteStringValue("as it is"));
            return Task.CompletedTask;
        });
    }
}
