using System.Globalization;
using IrisFlow.Server.Paging;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Tests.Paging;

public class PageRequestTests
{
    [Fact]
    public async Task Pages_follow_one_another_until_all_items_were_shown_once()
    {
        var seen = new List<int>();
        var after = "";
        do
        {
            var page = (await AskAsync($"?limit=3{after}")).Succeeds().Json;
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.GetValue<int>()));
            after = page["next"] is { } next ? $"&after={next.GetValue<string>()}" : "";
        }
        while (after.Length > 0);

        Assert.Equal(Enumerable.Range(1, 9), seen);
    }

    [Fact]
    public async Task A_page_holds_fifty_items_unless_one_asks_otherwise() =>
        Assert.Equal((50, 51), await OfAsync("", p => (p.Limit, p.Fetch)));

    [Theory]
    [InlineData("ü/ \"x\"")]
    [InlineData("")]
    public async Task A_cursor_holds_any_key(string key) => Assert.Equal(key, await OfAsync($"?after={PageRequest.Cursor(key)}", p => p.After));

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=501")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=")]
    [InlineData("?limit=1e2")]
    [InlineData("?limit=2&limit=3")]
    [InlineData("?limit=99999999999999999999")]
    [InlineData("?after=%00")]
    [InlineData("?after=..%2F..")]
    [InlineData("?after=_w")]
    public async Task A_page_that_can_not_be_is_refused(string query) => (await AskAsync(query)).Refuses(400, "IF858");

    private static async Task<T> OfAsync<T>(string query, Func<PageRequest, T> of)
    {
        var context = Asked.With("");
        context.Request.QueryString = new(query);
        return await Task.FromResult(of(PageRequest.Of(context)));
    }

    private static Task<Answer> AskAsync(string query)
    {
        var context = Asked.With("");
        context.Request.QueryString = new(query);
        return context.AnswerAsync(c =>
        {
            var page = PageRequest.Of(c);
            var after = page.After is { } key ? int.Parse(key, CultureInfo.InvariantCulture) : 0;
            List<int> found = [.. Enumerable.Range(after + 1, 9 - after).Take(page.Fetch)];
            return page.Page(found, i => i.ToString(CultureInfo.InvariantCulture), (json, i) => json.WriteNumberValue(i)).ExecuteAsync(c);
        });
    }
}
