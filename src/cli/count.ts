/** How often something was done, in words for people: `once`, `4 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
