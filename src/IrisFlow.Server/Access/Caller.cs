using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Name">The name, for the trail and for what is saved.</param>
/// <param name="Role">What is allowed.</param>
internal sealed record Caller(string Name, Role Role)
{
    /// <summary>The id of the API token; null where it was the token that the server printed.</summary>
    public string? Token { get; init; }

    /// <summary>When the API token ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The hash of the session; null for a call with a token.</summary>
    public string? Session { get; init; }

    /// <summary>Who makes this request.</summary>
    /// <exception cref="IrisFlowException">Nobody who is known.</exception>
    public static Caller Of(HttpContext context) => Find(context) ?? throw Unknown();

    /// <summary>The same, or null.</summary>
    public static Caller? Find(HttpContext context) => context.Features.Get<Caller>();

    /// <exception cref="IrisFlowException">The role is not enough.</exception>
    public void Demand(Role role)
    {
        if (Role < role)
        {
            throw new Refusal(StatusCodes.Status403Forbidden, new Finding("IF862", $"{Name} is {TokenJson.NameOf(Role)}, and this is for the role {TokenJson.NameOf(role)}.")
            {
                Expected = "A token of that role.",
                Next = $"irisflow token create NAME --role {TokenJson.NameOf(role)}",
            });
        }
    }

    /// <summary>What is said to whom nobody knows.</summary>
    public static Refusal Unknown() => new(StatusCodes.Status401Unauthorized, new Finding("IF861", "Nobody is signed in.")
    {
        Expected = "A browser signs in with the address that irisflow serve printed; a program sends Authorization: Bearer TOKEN.",
        Next = "irisflow token create NAME",
    })
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer" },
    };
}
