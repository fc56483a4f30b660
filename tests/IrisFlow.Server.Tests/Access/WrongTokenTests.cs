using System.Text.Json.Nodes;
using IrisFlow.Server.Access;
using IrisFlow.Testing;

namespace IrisFlow.Server.Tests.Access;

public class WrongTokenTests
{
    [Fact]
    public async Task After_twenty_wrong_tokens_nobody_signs_in_for_a_while_and_who_has_a_right_one_already_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        using var stranger = server.Stranger();
        for (var i = 0; i < 20; i++)
        {
            (await SignInAsync(stranger, $"wrong {i}")).Refuses(401, "IF861");
        }

        var refused = (await SignInAsync(stranger, server.Server.Token!)).Refuses(429, "IF863");
        (await Answer.OfAsync(stranger, HttpMethod.Get, "/api/workflows", null, "Authorization: Bearer wrong")).Refuses(429, "IF863");
        (await Answer.OfAsync(stranger, HttpMethod.Get, "/api/workflows")).Refuses(401, "IF861");
        (await server.SendAsync(HttpMethod.Get, "/api/workflows")).Succeeds();

        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public void A_minute_after_the_first_wrong_token_counting_begins_anew()
    {
        var clock = new ManualClock();
        var wrong = new WrongTokens(clock);
        for (var i = 0; i < 19; i++)
        {
            wrong.Add();
        }

        Assert.Null(wrong.Wait);
        clock.Advance(TimeSpan.FromSeconds(20));
        wrong.Add();
        Assert.Equal(TimeSpan.FromSeconds(40), wrong.Wait);
        clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(wrong.Wait);
        wrong.Add();
        Assert.Null(wrong.Wait);
    }

    private static Task<Answer> SignInAsync(HttpClient browser, string token) =>
        Answer.OfAsync(browser, HttpMethod.Post, "/api/session", new StringContent(new JsonObject { ["token"] = token }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
}
