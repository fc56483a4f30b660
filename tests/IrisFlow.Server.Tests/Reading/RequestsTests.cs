using System.Text.Json.Nodes;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Tests.Reading;

public class RequestsTests
{
    private enum Colour
    {
        DarkRed,
        Blue,
    }

    [Fact]
    public async Task A_body_is_read_as_its_type_and_free_members_are_handed_on_as_they_stand()
    {
        var thing = await Requests.ReadAsync<Thing>(Asked.With("""{ "name": "a", "colour": "darkRed", "sizes": [1, 2], "set": { "k": { "deep": null } }, "at": "2027-01-31T00:00:00Z" }"""));

        Assert.Equal(("a", Colour.DarkRed, 2027), (thing.Name, thing.Colour, thing.At!.Value.Year));
        Assert.Equal([1, 2], thing.Sizes!);
        Assert.Equal("""{"deep":null}""", thing.Set!["k"]!.ToJsonString());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_each_with_its_pointer()
    {
        var answer = await ReadAsync("""{ "colur": "blue", "sizes": [1, "two", null], "count": 1.5, "colour": "green", "inner": { "flag": "yes", "more": 1 }, "set": 3 }""");

        answer.Refuses(422, "IF855");
        Assert.Equal(["/colur", "/inner/more"], answer.Pointers("IF855").Order());
        Assert.Equal([""], answer.Pointers("IF854"));
        Assert.Equal(["/colour", "/count", "/inner/flag", "/set", "/sizes/1", "/sizes/2"], answer.Pointers("IF853").Order());
        Assert.Contains("Did you mean 'colour'?", answer.At("/colur"));
        Assert.Contains("\"two\". It is a whole number.", answer.At("/sizes/1"));
        Assert.Contains("one of darkRed, blue", answer.At("/colour"));
        Assert.Contains("'name' is missing. It is a text.", answer.At(""));
    }

    [Fact]
    public async Task A_pointer_escapes_what_has_a_meaning_in_it() =>
        Assert.Equal(["/a~1b~0c"], (await ReadAsync("""{ "name": "a", "a/b~c": 1 }""")).Pointers("IF855"));

    [Fact]
    public async Task Null_where_something_must_stand_is_refused() =>
        Assert.Equal(["/name"], (await ReadAsync("""{ "name": null, "count": null }""")).Pointers("IF853"));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task What_is_no_object_is_refused(string body) => Assert.Equal([""], (await ReadAsync(body)).Refuses(422, "IF853").Pointers("IF853"));

    [Fact]
    public async Task A_member_that_stands_twice_is_refused_with_its_place()
    {
        var answer = (await ReadAsync("""{ "name": "a", "set": { "k": 1, "k": 2 } }""")).Refuses(400, "IF002");

        Assert.Equal(["/set/k"], answer.Pointers("IF002"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "name": "a" } {}""")]
    [InlineData("""{ "name": "a", }""")]
    [InlineData("""{ "name": "\ud800" }""")]
    [InlineData("""{ 'name': 1 }""")]
    [InlineData("""{ "name": NaN }""")]
    [InlineData("""{ "name": 1e999 }""")]
    public async Task What_is_no_JSON_is_refused(string body) => (await ReadAsync(body)).Refuses(400, "IF001");

    [Fact]
    public async Task A_body_that_is_nested_too_deep_is_refused() =>
        (await ReadAsync($$"""{ "name": "a", "free": {{new string('[', 10_000)}}{{new string(']', 10_000)}} }""")).Refuses(400, "IF001");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task A_body_that_does_not_say_it_is_JSON_is_refused(string? mediaType) => (await ReadAsync("""{ "name": "a" }""", mediaType)).Refuses(415, "IF851");

    [Fact]
    public async Task A_body_that_is_larger_than_it_may_be_is_refused_before_it_is_read()
    {
        var context = Asked.With("""{ "name": "a" }""");
        context.Request.Body = new Untouchable();

        (await context.AnswerAsync(async c => await Requests.ReadAsync<Thing>(c, limit: 14))).Refuses(413, "IF852");
    }

    [Fact]
    public async Task Names_of_types_in_a_request_are_unknown_members() =>
        Assert.Equal(["/$type"], (await ReadAsync("""{ "$type": "System.IO.FileInfo", "name": "a" }""")).Refuses(422, "IF855").Pointers("IF855"));

    private static Task<Answer> ReadAsync(string body, string? mediaType = "application/json") =>
        Asked.With(body, mediaType).AnswerAsync(async c => await Requests.ReadAsync<Thing>(c));

    private sealed record Thing(string Name)
    {
        public Colour Colour { get; init; }

        public int? Count { get; init; }

        public IReadOnlyList<int>? Sizes { get; init; }

        public JsonObject? Set { get; init; }

        public JsonNode? Free { get; init; }

        public Inner? Inner { get; init; }

        public DateTimeOffset? At { get; init; }
    }

    private sealed record Inner(bool Flag);

    private sealed class Untouchable : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new InvalidOperationException("It was read.");
    }
}
