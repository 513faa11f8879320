import{B as e,C as t,H as n,L as r,M as i,R as a,U as o,V as s,W as c,d as l,h as u,j as d,r as ee,t as te,u as ne,z as f}from"./lit-ByipWQVB.js";import{G as p,H as m,R as re,S as h,U as ie,V as g,_,b as v,v as ae,x as y}from"./shared-B_kjcvt3.js";import{F as b,G as x,a as S,b as oe,c as C,ct as se,d as w,g as T,i as E,k as ce,l as le,lt as ue,nt as de,o as fe,p as pe,s as D,st as me,tt as he,u as O,v as ge}from"./icons-Cr88j4gc.js";import{L as k,d as _e,et as A,n as j,r as M}from"./parts-BS337TDt.js";import{t as N}from"./hass-DRdHpkvh.js";function P(e,t){switch(t?.kind){case`TemperatureGoal`:{let n=j(e,{goal:{type:`temperature`,celsius:t.celsius,falling:t.falling}});return t.tolerance_c>2?`${n} ± ${e.number(Math.round(t.tolerance_c*(e.fahrenheit?1.8:1)))}°`:n}case`DurationGoal`:return j(e,{goal:{type:`duration`,seconds:t.seconds,...t.maximum_s===null||t.maximum_s<=t.seconds?{}:{maximum_s:t.maximum_s}}});case`PhenomenonGoal`:return j(e,{goal:{type:`phenomenon`,phenomenon:t.phenomenon}});case`HumanGate`:return t.words;default:return``}}function F(e,t){return t===null?``:M(e,{heat:{...t.power===null?{}:{power:t.power},...t.temperature_c===null?{}:{temperature_c:t.temperature_c}}})}function I(e,t){return e.t(`activity_${t??`moment`}`)}function ve(e,t){let n=t.goal?.kind===`DurationGoal`||t.gate?``:P(e,t.goal);return[t.activity===null?``:k(e,t.stop-t.start),F(e,t.heat),n].filter(Boolean).join(` · `)}function L(e,t){let n=new Date(t);return Number.isNaN(n.getTime())?``:new Intl.DateTimeFormat(e.language,{dateStyle:`medium`,timeStyle:`short`}).format(n)}var R=class extends e{constructor(...e){super(...e),this.connected=!0,this.entries=null,this.reason=``,this.starting=!1,this.burner=``,this.refused=``,this.busy=!1,this.latest=new _}static{this.styles=[m,c` :host{display:block;max-inline-size:820px;margin-inline:auto}header{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;justify-content:space-between;margin-block-end:var(--ht-space-4)}header p{flex:1 1 16em;margin:0;line-height:1.45;color:var(--ht-text-2)}section{margin-block-end:var(--ht-space-6);padding:0 var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h2{margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:600}a{display:block;color:inherit;text-decoration:none}a strong{display:block;font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-20);font-weight:600;line-height:1.3}a span{font-size:var(--ht-size-14);color:var(--ht-text-2)}.running{--ht-icon-size:24px;color:var(--ht-fault-text)}.form{display:flex;flex-direction:column;gap:var(--ht-space-4)}.chips{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}`]}firstUpdated(){this.read()}async read(){await this.latest.of(v(this.hass,`recordings`),e=>{this.entries=e,this.reason=``},e=>void this.failed(e))}async failed(e){this.reason=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}render(){let{locale:e,entries:t}=this,r=n`<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}
></ht-failure>`;if(t===null)return n`${this.reason?s:n`<ht-label .text=${e.t(`loading`)}></ht-label>`}${r}`;let i=t.filter(e=>e.running),a=t.filter(e=>!e.running);return n`<header>
<p>${e.t(`rec_intro`)}</p>
${t.length===0?s:this.renderRecord()}
</header>
${r}
${t.length===0?n`<ht-empty-state .icon=${le} heading=${e.t(`rec_none`)} text=${e.t(`rec_none_text`)}>
${this.renderRecord()}
</ht-empty-state>`:s}
${i.length===0?s:n`<h2>${e.t(`rec_running`)}</h2><section><ht-list>${i.map(e=>this.renderRunning(e))}</ht-list></section>`}
${a.length===0?s:n`<h2>${e.t(`rec_done`)}</h2><section><ht-list>${a.map(e=>this.renderEnded(e))}</ht-list></section>`}
${this.renderStart()}`}renderRecord(){return n`<ht-button kind="primary" .icon=${S} label=${this.locale.t(`rec_record`)} ?disabled=${!this.connected} @click=${()=>{this.starting=!0,this.refused=``,this.burner=``}}
></ht-button>`}renderLink(e,t){return n`<a href=${this.href(`recordings`,e.id)} @click=${t=>_e(t,()=>this.navigate([`recordings`,e.id]))}
><strong>${e.name}</strong><span>${t}</span></a
>`}renderRunning(e){let{locale:t,feeds:r}=this,i=r.burners.value.burners[e.burner_id],a=i===void 0?null:re(i),o=[i?.name??``,a===null?``:t.temperature(a)];return n`<ht-row>
<ht-icon slot="start" class="running" .path=${S}></ht-icon>
${this.renderLink(e,o.filter(Boolean).join(` · `))}
<ht-button slot="end" .icon=${x} label=${t.t(`rec_stop`)} ?disabled=${!this.connected} @click=${()=>this.end(e)}
></ht-button>
</ht-row>`}renderEnded(e){let{locale:t}=this,r=[e.cook,L(t,e.started_at),k(t,e.length_s)];return n`<ht-row>
${this.renderLink(e,r.filter(Boolean).join(` · `))}
${e.signed_by?n`<ht-label slot="end" tone="good" .icon=${C} .text=${t.t(`rec_signed_by`,{name:e.signed_by})}></ht-label>`:e.edited?n`<ht-label slot="end" .icon=${ge} .text=${t.t(`rec_edited`)}></ht-label>`:s}
</ht-row>`}get free(){let e=new Set((this.entries??[]).filter(({running:e})=>e).map(e=>e.burner_id));return Object.values(this.feeds.burners.value.burners).filter(t=>t.available&&t.dish===null&&!e.has(t.id))}renderStart(){let{locale:e}=this;return n`<ht-sheet .open=${this.starting} heading=${e.t(`rec_record`)} .closeLabel=${e.t(`close`)} @closed=${()=>{this.starting=!1}}
>
${this.starting?n`<div class="form">
<ht-field id="dish" .label=${e.t(`rec_dish`)} .maxlength=${200}></ht-field>
<div>
<h2 id="where">${e.t(`rec_burner`)}</h2>
<div class="chips" role="group" aria-labelledby="where">
${this.free.map(e=>n`<ht-chip label=${e.name} ?selected=${this.burner===e.id} @click=${()=>{this.burner=e.id}}
></ht-chip>`)}
</div>
${this.free.length===0?n`<ht-label .text=${e.t(`rec_burner_none`)}></ht-label>`:s}
</div>
<ht-label .icon=${u} .text=${e.t(`rec_hands_off`)}></ht-label>
<ht-failure .text=${this.refused}></ht-failure>
<div class="chips">
<ht-button kind="primary" .icon=${S} label=${e.t(`rec_begin`)} ?disabled=${this.busy} @click=${()=>this.begin()}
></ht-button>
</div>
</div>`:s}
</ht-sheet>`}async begin(){let e=this.dish?.value.trim()??``;if(e===``||this.burner===``)this.refused=this.locale.t(`rec_begin_missing`);else{this.busy=!0;try{await ae(this.hass,`watch_cooking`,{name:e,burner:this.burner}),this.starting=!1,await this.read()}catch(e){this.refused=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}this.busy=!1}}async end(e){try{await h(this.hass,`cook/stop`,{session:e.id}),this.navigate([`recordings`,e.id])}catch(e){await this.failed(e)}}};g([f({attribute:!1})],R.prototype,`hass`,void 0),g([f({attribute:!1})],R.prototype,`locale`,void 0),g([f({attribute:!1})],R.prototype,`feeds`,void 0),g([f({attribute:!1})],R.prototype,`burners`,void 0),g([f({type:Boolean})],R.prototype,`connected`,void 0),g([f({attribute:!1})],R.prototype,`href`,void 0),g([f({attribute:!1})],R.prototype,`navigate`,void 0),g([a()],R.prototype,`entries`,void 0),g([a()],R.prototype,`reason`,void 0),g([a()],R.prototype,`starting`,void 0),g([a()],R.prototype,`burner`,void 0),g([a()],R.prototype,`refused`,void 0),g([a()],R.prototype,`busy`,void 0),g([r(`#dish`)],R.prototype,`dish`,void 0),R=g([p(`ht-recording-list`)],R);var z=class extends e{constructor(...e){super(...e),this.open=!1,this.heading=``,this.action=``,this.kind=`primary`,this.icon=``,this.reason=``,this.disabled=!1}static{this.styles=[m,c` .rows{display:flex;flex-direction:column;align-items:stretch;gap:var(--ht-space-4)}.rows > ht-button{align-self:flex-start}::slotted(p){margin:0;line-height:1.45}`]}render(){return n`<ht-sheet .open=${this.open} heading=${this.heading} .closeLabel=${this.locale.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?n`<div class="rows">
<slot></slot>
<ht-failure .text=${this.reason}></ht-failure>
<ht-button kind=${this.kind} .icon=${this.icon} label=${this.action} ?disabled=${this.disabled} @click=${()=>this.dispatchEvent(new Event(`act`))}
></ht-button>
</div>`:s}
</ht-sheet>`}};g([f({attribute:!1})],z.prototype,`locale`,void 0),g([f({type:Boolean})],z.prototype,`open`,void 0),g([f()],z.prototype,`heading`,void 0),g([f()],z.prototype,`action`,void 0),g([f()],z.prototype,`kind`,void 0),g([f({attribute:!1})],z.prototype,`icon`,void 0),g([f()],z.prototype,`reason`,void 0),g([f({type:Boolean})],z.prototype,`disabled`,void 0),z=g([p(`ht-question-sheet`)],z);var B=class extends e{constructor(...e){super(...e),this.disabled=!1,this.asking=!1,this.refused=``,this.busy=!1,this.erase=async()=>{let{locale:e}=this;this.busy=!0;try{let{name:t}=await h(this.hass,`recording/erase`,{recording:this.recording.recording.id});this.asking=!1,N(this,`hass-notification`,{message:e.t(`rec_erased`,{name:t})}),this.dispatchEvent(new Event(`erased`))}catch(t){this.refused=e.t(`failed`,{reason:await y(this.hass,e,t)})}this.busy=!1}}static{this.styles=[m,c` :host{display:block;margin-block-start:var(--ht-space-6)}`]}render(){let{locale:e}=this,{recording:t,recipe_name:r}=this.recording;return t.signed_by&&!this.hass.user?.is_admin?n`<ht-label .text=${e.t(`rec_erase_admin`)}></ht-label>`:n`<ht-button .icon=${b} label=${e.t(`rec_erase`)} ?disabled=${this.disabled} @click=${()=>{this.asking=!0,this.refused=``}}
></ht-button>
<ht-question-sheet .locale=${e} .open=${this.asking} heading=${e.t(`rec_erase_ask`,{name:t.name})} action=${e.t(`rec_erase_now`)} kind="stop" .icon=${b} .reason=${this.refused} ?disabled=${this.disabled||this.busy} @act=${this.erase} @closed=${()=>{this.asking=!1}}
>
${this.asking?n`<p>
${e.t(`rec_erase_text`)}
${r?e.t(`rec_erase_recipe`,{name:r}):s}
</p>`:s}
</ht-question-sheet>`}};g([f({attribute:!1})],B.prototype,`hass`,void 0),g([f({attribute:!1})],B.prototype,`locale`,void 0),g([f({attribute:!1})],B.prototype,`recording`,void 0),g([f({type:Boolean})],B.prototype,`disabled`,void 0),g([a()],B.prototype,`asking`,void 0),g([a()],B.prototype,`refused`,void 0),g([a()],B.prototype,`busy`,void 0),B=g([p(`ht-erase-recording`)],B);function V(e,t,n){let r=e.findIndex(e=>e.id===t),i=(t,n)=>{for(let r=t;e[r]!==void 0;r+=n)if(e[r]?.activity!=null)return r};return e[r]?.activity==null?{left:i(r-1,-1),right:i(r+1,1)}:n===`start`?{left:i(r-1,-1),right:r}:{left:r,right:i(r+1,1)}}function H(e,t,n,r){let{left:i,right:a}=V(e,t,n),o=i===void 0?void 0:e[i],s=a===void 0?void 0:e[a];return[o===void 0?0:o.start+5,s===void 0?r:s.stop-5]}function ye(e,t,n,r){let{left:i,right:a}=V(e,t,n);return e.map((t,n)=>n===i?{...t,stop:r}:n===a?{...t,start:r}:n>(i??-1)&&n<(a??e.length)?{...t,start:r,stop:r}:t)}function U(e){return[e.start+5,e.stop-5]}function W(e,[t,n]){return Math.min(Math.max(e,t),Math.max(t,n))}function be(e,t,[n,r]){let i={ArrowLeft:-5,ArrowDown:-5,ArrowRight:5,ArrowUp:5,PageDown:-60,PageUp:60};if(e===`Home`)return n;if(e===`End`)return r;let a=i[e];return a===void 0?null:W(t+a,[n,r])}function G(e){let t=0;return new Map(e.map(e=>[e.id,e.out?0:++t]))}function xe(e,t){let n=e.findIndex(e=>e.id===t);return n>=0&&e.slice(n+1).some(({activity:e})=>e!==null)}var Se=180;function Ce(e,t){let n=e.map(([,e])=>e).filter(e=>e!==null);if(n.length<2)return null;let r=Math.floor(Math.min(20,...n)/20)*20,i=Math.ceil((Math.max(100,...n)+1)/20)*20,a=e=>(e-r)/(i-r),o=e=>(1e3*e/Math.max(t,1)).toFixed(1),s=null,c=``;for(let[t,n]of e)n!==null&&(c+=`${s===null||t-s>Se?`M`:`L`}${o(t)} ${(100*(1-a(n))).toFixed(2)}`,s=t);let l=``;for(let[t,,n]of e)n!==null&&(l+=`${l===``?`M${o(t)} 100`:``}H${o(t)}V${(100-22*Math.min(n,1)).toFixed(1)}`);return{line:c,power:l===``?``:`${l}V100Z`,low:r,high:i,share:a}}function we(e,t){let n;for(let r of e)if(r[1]!==null){if(r[0]>=t){if(n===void 0||n[1]===null)return r[1];let e=(t-n[0])/Math.max(r[0]-n[0],1e-9);return n[1]+e*(r[1]-n[1])}n=r}return n?.[1]??null}var K=class extends e{static{this.styles=[m,c` :host{display:block}div{position:relative;overflow-x:auto}table{inline-size:100%;border-collapse:collapse;line-height:1.35}th,td{padding:var(--ht-space-2) var(--ht-space-3);border-block-end:1px solid var(--ht-line);text-align:start;vertical-align:top}th{font-weight:500}thead th,small{font-size:var(--ht-size-14)}thead small,td small{display:block;color:var(--ht-text-2);font-weight:400}tbody th{min-inline-size:10em;overflow-wrap:anywhere}td{min-inline-size:5.5em}tr[data-only]{color:var(--ht-text-2)}.bar{position:relative;display:block;min-inline-size:80px;block-size:8px;margin-block-start:6px;border-radius:4px;background:color-mix(in srgb,var(--ht-text) 10%,transparent)}.bar i{position:absolute;inset-block:0;min-inline-size:4px;border-radius:4px;background:var(--ht-heat-3)}.bar b{position:absolute;inset-block:-3px;inline-size:2px;background:var(--ht-text)}`]}render(){let{locale:e,comparison:t}=this,r=Math.max(...t.steps.map(e=>e.longest_s),1);return n`<div role="region" tabindex="0" aria-label=${e.t(`rec_compare`)}><table>
<thead>
<tr>
<th scope="col">${e.t(`rec_step`)}</th>
${t.cooks.map(t=>n`<th scope="col">
${t.cook||e.t(`rec_cook_unknown`)}<small>${L(e,t.started_at)}</small>
</th>`)}
<th scope="col">${e.t(`rec_tolerance`)}</th>
</tr>
</thead>
<tbody>${t.steps.map(e=>this.renderStep(e,r))}</tbody>
</table></div>`}renderStep(e,t){let{locale:r}=this;return n`<tr ?data-only=${!e.kept}>
<th scope="row">
${e.text}${e.kept?s:n`<small><ht-label .icon=${D} .text=${r.t(`rec_only_here`)}></ht-label></small>`}
</th>
${e.cooks.map(e=>n`<td class="digits">${this.renderCell(e)}</td>`)}
<td>${this.renderTolerance(e,t)}</td>
</tr>`}renderCell(e){let{locale:t}=this;if(e===null)return n`<span aria-hidden="true">–</span><span class="visually-hidden">${t.t(`rec_not_done`)}</span>`;let r=[e.celsius===null?``:t.temperature(e.celsius),e.power===null?``:t.percent(e.power)].filter(Boolean);return n`${k(t,e.seconds)||`·`}<small>${r.join(`, `)}</small>`}renderTolerance(e,t){let{locale:r}=this;if(!e.kept||e.activity===null)return s;let i=e=>`${(100*e/t).toFixed(1)}%`,a=[...new Set([e.shortest_s,e.longest_s].map(e=>k(r,e)))];return n`${P(r,e.goal)||a.join(` – `)}<span class="bar" aria-hidden="true"
><i style="inset-inline-start:${i(e.shortest_s)};inline-size:${i(e.longest_s-e.shortest_s)}"></i
><b style="inset-inline-start:${i(e.usual_s)}"></b></span
><small class="digits">${a.join(` – `)}</small>`}};g([f({attribute:!1})],K.prototype,`comparison`,void 0),g([f({attribute:!1})],K.prototype,`locale`,void 0),K=g([p(`ht-compare-table`)],K);var Te=7;function Ee(e,{recording:t,recipe_name:r},i){let a={name:t.signed_by,day:L(e,t.signed_at)};return n`<div class="card signed">
<ht-label tone="good" .icon=${C} .text=${e.t(`rec_signed`,a)}></ht-label>
${r?n`<ht-button .icon=${se} label=${r} @click=${()=>i([`recipes`,t.recipe_id])}
></ht-button>`:s}
</div>`}function De(e,{problem:t}){let r=t===`empty`;return n`<ht-empty-state .icon=${d} heading=${e.t(r?`rec_empty`:`rec_cold`)} text=${e.t(r?`rec_empty_text`:`rec_cold_text`)}
></ht-empty-state>`}function Oe(e,t,r,i,a){let o=t.out?I(e,t.activity):t.text;return n`<button class="step" type="button" aria-expanded=${i?`true`:`false`} @click=${a}>
<span class="number">${r>0?e.number(r):n`<ht-icon .path=${D}></ht-icon>`}</span>
<span class="words"
>${o}<small>${t.out?e.t(`rec_is_out`):ve(e,t)}</small>${t.remarks.map(e=>n`<small class="said">“${e}”</small>`)}${ke(e,t)}</span
>
<ht-icon .path=${ne}></ht-icon>
</button>`}function ke(e,t){return!t.gate&&!t.asks?s:n`<span class="tags">
${t.gate?n`<ht-label .icon=${u} .text=${t.gate}></ht-label>`:s}
${t.asks?n`<ht-label tone="heat" .icon=${ce} .text=${e.t(`rec_asks`)}></ht-label>`:s}
</span>`}function Ae(e,t,r,i,a,o){let c=t.others.filter(e=>!e.running);return c.length===0?n`<h2>${e.t(`rec_compare`)}</h2>
<p><ht-label .icon=${ue} .text=${e.t(`rec_compare_none`)}></ht-label></p>`:n`<h2>${e.t(`rec_compare`)}</h2>
<div class="chips" role="group" aria-label=${e.t(`rec_compare_with`)}>${c.map(t=>{let i=r.includes(t.id);return n`<ht-chip label=${[t.cook||e.t(`rec_cook_unknown`),L(e,t.started_at)].join(`, `)} ?selected=${i} ?disabled=${a||!i&&r.length>=Te} @click=${()=>o(i?r.filter(e=>e!==t.id):[...r,t.id])}
></ht-chip>`})}</div>
${i===null?s:n`<div class="card">
<ht-compare-table .comparison=${i} .locale=${e}></ht-compare-table>
</div>`}`}var je=c` :host{display:block;max-inline-size:1180px;margin-inline:auto}.bar{position:sticky;inset-block-start:56px;z-index:3;display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;padding-block:var(--ht-space-2);background:var(--primary-background-color,#fafafa)}.bar .space{flex:1}.title{display:flex;flex-wrap:wrap;gap:var(--ht-space-2) var(--ht-space-4);align-items:end;margin-block:var(--ht-space-2) var(--ht-space-4)}.title ht-field{flex:2 1 14em;min-inline-size:0}.title ht-field + ht-field{flex:1 1 10em}.facts{display:flex;flex-wrap:wrap;gap:var(--ht-space-2) var(--ht-space-4);margin-block-end:var(--ht-space-3)}.card{padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}.trace{padding:36px 0 var(--ht-space-3)}.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--ht-space-4)}@media (min-width:1100px){.columns{grid-template-columns:minmax(0,3fr) minmax(0,2fr);align-items:start}.columns > :first-child{position:sticky;inset-block-start:128px}}h2{margin:var(--ht-space-6) 0 var(--ht-space-2);font-size:var(--ht-size-20);font-weight:600;line-height:1.3}ol{margin:0;padding:0;list-style:none}li{border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}li + li{margin-block-start:var(--ht-space-2)}li[data-chosen]{border-color:var(--ht-accent);box-shadow:0 0 0 1px var(--ht-accent)}li[data-out]{border-style:dashed;background:transparent}.step{display:grid;grid-template-columns:32px minmax(0,1fr) auto;gap:var(--ht-space-3);align-items:center;inline-size:100%;min-block-size:56px;padding:var(--ht-space-2) var(--ht-space-3);border:0;border-radius:inherit;font:inherit;line-height:1.4;text-align:start;color:inherit;background:transparent;cursor:pointer}.number{display:grid;place-items:center;inline-size:32px;block-size:32px;border-radius:50%;font-weight:600;color:var(--ht-text-2);background:color-mix(in srgb,var(--ht-text) 7%,transparent);--ht-icon-size:18px}li[data-chosen] .number{color:var(--ht-on-accent);background:var(--ht-accent)}.words{min-inline-size:0;overflow-wrap:anywhere;white-space:pre-line}.words small{display:block;font-size:var(--ht-size-14);line-height:1.4;color:var(--ht-text-2)}.step > ht-icon{color:var(--ht-text-2);transition:transform var(--ht-quick)}.step[aria-expanded="true"] > ht-icon{transform:rotate(90deg)}.said{display:block;font-family:ui-serif,Georgia,serif;font-style:italic}.tags{display:flex;flex-wrap:wrap;gap:var(--ht-space-1) var(--ht-space-3)}ht-step-panel{padding:var(--ht-space-2) var(--ht-space-3) var(--ht-space-4)}.chips{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-end:var(--ht-space-3)}.conflict{margin-block-end:var(--ht-space-3);padding:var(--ht-space-3);border:2px solid var(--ht-heat-3);border-radius:var(--ht-radius)}.signed{display:flex;flex-wrap:wrap;gap:var(--ht-space-2) var(--ht-space-4);align-items:center;justify-content:space-between;margin-block-end:var(--ht-space-3)}`,Me=c` :host{display:block;direction:ltr;padding-inline:40px;overflow-x:clip}.plot{position:relative;block-size:200px;border-block-end:1px solid var(--ht-outline)}svg{position:absolute;inset:0;inline-size:100%;block-size:100%;overflow:visible}path{vector-effect:non-scaling-stroke}.line{fill:none;stroke:var(--ht-heat-4);stroke-width:2.5;stroke-linejoin:round}.power{fill:var(--ht-heat-2);opacity:0.35}.band{position:absolute;inset-block:0;border-inline-start:1px solid var(--ht-line);font-size:var(--ht-size-12);cursor:pointer;container-type:inline-size}.band[data-odd]{background:color-mix(in srgb,var(--ht-text) 4%,transparent)}.band[data-out]{background:repeating-linear-gradient( 135deg,transparent 0 6px,color-mix(in srgb,var(--ht-text) 9%,transparent) 6px 8px )}.band[data-chosen]{background:color-mix(in srgb,var(--ht-accent) 16%,transparent)}.band span{position:absolute;inset-block-start:4px;inset-inline:0;font-weight:600;line-height:1.25;text-align:center;color:var(--ht-text-2)}@container (inline-size < 1.3em){.band span{display:none}}.band[data-chosen] span{color:var(--ht-text)}.moment{position:absolute;inset-block:20px 0;inline-size:0;border-inline-start:2px dotted var(--ht-text-2);pointer-events:none}.mark{position:absolute;inset-block-end:2px;inline-size:8px;block-size:8px;margin-inline-start:-4px;border-radius:50%;background:var(--ht-text);pointer-events:none}.degree{position:absolute;inset-inline-start:2px;padding-inline:2px;font-size:var(--ht-size-12);line-height:1.25;color:var(--ht-text-2);background:color-mix(in srgb,var(--ht-surface) 75%,transparent);pointer-events:none}.axis{container-type:inline-size;display:flex;justify-content:space-between;padding-block-start:4px;font-size:var(--ht-size-12);line-height:1.25;color:var(--ht-text-2)}@container (inline-size < 16em){.axis span:nth-child(even){display:none}}.grip{position:absolute;inset-block:0;inline-size:40px;touch-action:none;cursor:ew-resize}.grip[data-grip="start"]{margin-inline-start:-40px;border-inline-end:2px solid var(--ht-accent)}.grip[data-grip="stop"]{border-inline-start:2px solid var(--ht-accent)}.grip[data-grip="split"]{margin-inline-start:-20px}.grip[data-grip="split"]::before{position:absolute;inset-block:0;inset-inline-start:19px;border-inline-start:2px dashed var(--ht-accent);content:""}.grip i{position:absolute;inset-block-start:50%;display:grid;place-items:center;inline-size:24px;block-size:40px;margin-block-start:-20px;border-radius:12px;color:var(--ht-on-accent);background:var(--ht-accent);font-style:normal;line-height:1}.grip[data-grip="start"] i{inset-inline-end:0;border-start-end-radius:0;border-end-end-radius:0}.grip[data-grip="stop"] i{inset-inline-start:0;border-start-start-radius:0;border-end-start-radius:0}.grip[data-grip="split"] i{inset-block-start:auto;inset-block-end:0;inset-inline-start:8px}.grip output{position:absolute;z-index:1;inset-block-start:-26px;padding:2px 8px;border-radius:8px;font-size:var(--ht-size-14);line-height:1.35;white-space:nowrap;color:var(--ht-on-accent);background:var(--ht-accent);pointer-events:none}.grip[data-grip="start"] output{inset-inline-start:0}.grip[data-grip="stop"] output{inset-inline-end:0}`,q=700,J=class extends e{constructor(...e){super(...e),this.chosen=``,this.splitAt=null,this.disabled=!1,this.moving=null,this.timer=0,this.stopDrag=null}static{this.styles=[m,Me]}disconnectedCallback(){super.disconnectedCallback(),this.stopDrag?.(),window.clearTimeout(this.timer)}willUpdate(e){(e.has(`recording`)||e.has(`chosen`))&&(this.moving=null)}get phases(){let{phases:e}=this.recording,{moving:t}=this;return t===null||t.grip===`split`?e:ye(e,this.chosen,t.grip,t.at)}render(){let{recording:e,locale:t}=this,r=e.length_s,i=Ce(e.points,r),{phases:a}=this,c=a.find(({id:e})=>e===this.chosen),l=G(a),u=e=>`${(100*e/Math.max(r,1)).toFixed(3)}%`,d=[0,.25,.5,.75,1].map(e=>t.clock(Math.round(r*e)));return n`<div class="plot" role="group" aria-label=${this.summary()}>
${a.map(e=>{if(e.activity===null)return n`<div class="moment" style="inset-inline-start:${u(e.start)}"></div>`;let r=l.get(e.id)??0;return n`<div class="band" ?data-odd=${r%2==1} ?data-out=${e.out} ?data-chosen=${e.id===this.chosen} style="inset-inline-start:${u(e.start)};inline-size:${u(e.stop-e.start)}" @click=${()=>this.dispatchEvent(new CustomEvent(`choose`,{detail:e.id}))}
><span aria-hidden="true">${r>0?t.number(r):``}</span></div>`})}
${i===null?s:n`<svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true" style="pointer-events:none">
${o`<path class="power" d=${i.power} /><path class="line" d=${i.line} />`}
</svg>
<span class="degree digits" aria-hidden="true" style="inset-block-start:18px">${t.temperature(i.high)}</span>
<span class="degree digits" aria-hidden="true" style="inset-block-end:2px">${t.temperature(i.low)}</span>`}
${e.marks.filter(({kind:e})=>e===`remark`).map(({at:e})=>n`<i class="mark" style="inset-inline-start:${u(W(e,[0,r]))}"></i>`)}
${c===void 0||this.disabled?s:this.renderGrips(c,u)}
</div>
<div class="axis digits" aria-hidden="true">${d.map(e=>n`<span>${e}</span>`)}</div>`}summary(){let{locale:e,recording:t}=this,n=t.points.map(([,e])=>e).filter(e=>e!==null);return n.length===0?e.t(`rec_trace_empty`):e.t(`rec_trace`,{time:e.spoken(Math.round(t.length_s)),from:e.temperature(Math.min(...n)),to:e.temperature(Math.max(...n))})}renderGrips(e,t){let r=this.splitAt!==null&&e.activity!==null;return(r?[`split`]:e.activity===null?[`start`]:[`start`,`stop`]).map(i=>{let a=this.at(i,e),[o,c]=this.boundsOf(i,e),l=we(this.recording.points,a),u=[this.locale.spoken(Math.round(a)),l===null?``:this.locale.temperature(l)];return n`<div class="grip" data-grip=${i} role="slider" tabindex="0" aria-label=${this.locale.t(i===`split`?`rec_split_at`:i===`start`?`rec_begins`:`rec_ends`)} aria-valuemin=${Math.round(o)} aria-valuemax=${Math.round(c)} aria-valuenow=${Math.round(a)} aria-valuetext=${u.filter(Boolean).join(`, `)} style="inset-inline-start:${t(a)}" @pointerdown=${t=>this.drag(t,i,e)} @keydown=${t=>this.press(t,i,e)} @blur=${()=>this.settle()}
>
<i aria-hidden="true">⋮</i>
${this.moving?.grip===i||r?n`<output class="digits" aria-hidden="true">${this.locale.clock(Math.round(a))}${l===null?``:` · ${this.locale.temperature(l)}`}</output>`:s}
</div>`})}at(e,t){return this.moving?.grip===e?this.moving.at:e===`split`?this.splitAt??(t.start+t.stop)/2:e===`start`?t.start:t.stop}boundsOf(e,t){return e===`split`?U(t):H(this.recording.phases,t.id,e,this.recording.length_s)}press(e,t,n){if(e.ctrlKey||e.metaKey||e.altKey)return;if(e.key===`Enter`&&this.moving!==null){e.preventDefault(),this.settle();return}if(e.key===`Escape`&&this.moving!==null){e.preventDefault(),e.stopPropagation(),this.drop();return}let r=be(e.key,this.at(t,n),this.boundsOf(t,n));r!==null&&(e.preventDefault(),this.moving={grip:t,at:r},window.clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.settle(),q))}drag(e,t,n){if(e.button!==0)return;e.preventDefault(),e.currentTarget.focus();let{left:r,width:i}=this.plot.getBoundingClientRect(),a=this.recording.length_s,o=this.boundsOf(t,n),s=e=>(e-r)/Math.max(i,1)*a,c=this.at(t,n)-s(e.clientX),{pointerId:l}=e,u=e=>{e.pointerId===l&&(this.moving={grip:t,at:W(s(e.clientX)+c,o)})},d=e=>{e.pointerId===l&&(this.stopDrag?.(),e.type===`pointerup`?this.settle():this.drop())};this.stopDrag?.(),window.addEventListener(`pointermove`,u),window.addEventListener(`pointerup`,d),window.addEventListener(`pointercancel`,d),this.stopDrag=()=>{window.removeEventListener(`pointermove`,u),window.removeEventListener(`pointerup`,d),window.removeEventListener(`pointercancel`,d),this.stopDrag=null}}drop(){window.clearTimeout(this.timer),this.stopDrag?.(),this.moving=null}settle(){window.clearTimeout(this.timer);let{moving:e}=this;e!==null&&this.stopDrag===null&&(e.grip===`split`?(this.dispatchEvent(new CustomEvent(`place`,{detail:e.at})),this.moving=null):this.dispatchEvent(new CustomEvent(`move`,{detail:{edge:e.grip,at:e.at}})))}};g([f({attribute:!1})],J.prototype,`recording`,void 0),g([f({attribute:!1})],J.prototype,`locale`,void 0),g([f()],J.prototype,`chosen`,void 0),g([f({attribute:!1})],J.prototype,`splitAt`,void 0),g([f({type:Boolean})],J.prototype,`disabled`,void 0),g([a()],J.prototype,`moving`,void 0),g([r(`.plot`)],J.prototype,`plot`,void 0),J=g([p(`ht-recording-trace`)],J);var Ne=1e4,Y=class extends e{constructor(...e){super(...e),this.connected=!0,this.reason=``,this.said=``,this.timer=0}static{this.styles=[m,c` :host{display:flex;flex-direction:column;gap:var(--ht-space-4)}h2{margin:0;font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-28);font-weight:600;line-height:1.3;overflow-wrap:anywhere}.card{padding:var(--ht-space-4) 0;border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:end}ht-field{flex:1 1 14em;min-inline-size:0}`]}connectedCallback(){super.connectedCallback(),this.timer=window.setInterval(()=>{this.connected&&document.visibilityState!==`hidden`&&this.changed()},Ne)}disconnectedCallback(){super.disconnectedCallback(),window.clearInterval(this.timer)}render(){let{locale:e,recording:t}=this;return n`<h2>${t.recording.name}</h2>
<ht-label tone="fault" .icon=${S} .text=${e.t(`rec_running_text`)}></ht-label>
<div class="card">
<ht-recording-trace .recording=${t} .locale=${e} disabled></ht-recording-trace>
</div>
<div class="row">
<ht-field .label=${e.t(`rec_remark`)} .help=${e.t(`rec_remark_help`)} .maxlength=${2e3}></ht-field>
<ht-button .icon=${oe} label=${e.t(`rec_remark_add`)} ?disabled=${!this.connected} @click=${()=>this.note()}></ht-button>
</div>
<div role="status">${this.said}</div>
<ht-failure .text=${this.reason}></ht-failure>
<div class="row">
<ht-button kind="primary" .icon=${x} label=${e.t(`rec_stop`)} ?disabled=${!this.connected} @click=${()=>this.end()}
></ht-button>
</div>`}async note(){let e=this.remark.value.trim();e!==``&&await this.tell(`cook/remark`,{words:e})&&(this.remark.value=``,this.said=this.locale.t(`rec_remark_kept`,{words:e}))}async end(){await this.tell(`cook/stop`,{})&&this.changed()}async tell(e,t){this.reason=``;try{return await v(this.hass,e,{...t,session:this.recording.recording.id}),!0}catch(e){return this.reason=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)}),!1}}changed(){this.dispatchEvent(new Event(`changed`))}};g([f({attribute:!1})],Y.prototype,`hass`,void 0),g([f({attribute:!1})],Y.prototype,`locale`,void 0),g([f({attribute:!1})],Y.prototype,`recording`,void 0),g([f({type:Boolean})],Y.prototype,`connected`,void 0),g([a()],Y.prototype,`reason`,void 0),g([a()],Y.prototype,`said`,void 0),g([r(`ht-field`)],Y.prototype,`remark`,void 0),Y=g([p(`ht-running-recording`)],Y);var X=class extends e{constructor(...e){super(...e),this.open=!1,this.count=1,this.signer=``,this.reason=``,this.busy=!1,this.anew=!1,this.empty=!1}static{this.styles=[m,c` .row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}h3{margin:0;font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-24);font-weight:600;line-height:1.3;overflow-wrap:anywhere}`]}render(){let{locale:e,recording:t}=this,{recording:r}=t,i=t.phases.filter(({out:e})=>!e),a=i.filter(e=>e.asks||e.gate).length;return n`<ht-question-sheet .locale=${e} .open=${this.open} heading=${e.t(`rec_sign`)} action=${e.t(`rec_sign_now`)} .icon=${C} .reason=${this.reason} ?disabled=${this.busy} @act=${this.sign} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?n`<h3>${r.name}</h3>
<p>
${e.t(`rec_sign_steps`,{count:i.length})}
${this.count>1?e.t(`rec_sign_cooks`,{count:this.count}):s}
</p>
${a>0?n`<ht-label .icon=${u} .text=${e.t(`rec_sign_gates`,{count:a})}></ht-label>`:s}
<ht-field id="by" .label=${e.t(`rec_sign_by`)} .help=${e.t(`rec_sign_help`)} .error=${this.empty?e.t(`rec_sign_missing`):``} .maxlength=${200} .value=${r.cook||r.signed_by||this.signer}
></ht-field>
${t.recipe_name?n`<div class="row" role="group" aria-label=${e.t(`rec_sign_as`)}>
<ht-chip label=${e.t(`rec_sign_version`,{name:t.recipe_name})} ?selected=${!this.anew} @click=${()=>{this.anew=!1}}
></ht-chip>
<ht-chip label=${e.t(`rec_sign_new`)} ?selected=${this.anew} @click=${()=>{this.anew=!0}}
></ht-chip>
</div>`:s}`:s}
</ht-question-sheet>`}sign(){let e=this.by?.value.trim()??``;if(this.empty=e===``,this.empty)return;let t=this.recording.recipe_name&&!this.anew?this.recording.recording.recipe_id:``;this.dispatchEvent(new CustomEvent(`sign`,{detail:{by:e,recipe:t}}))}};g([f({type:Boolean})],X.prototype,`open`,void 0),g([f({attribute:!1})],X.prototype,`recording`,void 0),g([f({attribute:!1})],X.prototype,`locale`,void 0),g([f({type:Number})],X.prototype,`count`,void 0),g([f()],X.prototype,`signer`,void 0),g([f()],X.prototype,`reason`,void 0),g([f({type:Boolean})],X.prototype,`busy`,void 0),g([a()],X.prototype,`anew`,void 0),g([a()],X.prototype,`empty`,void 0),g([r(`#by`)],X.prototype,`by`,void 0),X=g([p(`ht-sign-sheet`)],X);var Z=class extends e{constructor(...e){super(...e),this.splitAt=null,this.disabled=!1}static{this.styles=[m,ie,c` :host{display:flex;flex-direction:column;gap:var(--ht-space-3)}textarea{display:block;min-block-size:72px;field-sizing:content}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center}.ends{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,220px),1fr));gap:var(--ht-space-2)}.end{display:flex;gap:var(--ht-space-2);align-items:center}.end span{flex:1 1 auto;min-inline-size:0;line-height:1.35}.end strong{display:block;font-weight:500}.gate{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:end}.gate ht-field{flex:1 1 12em;min-inline-size:0}`]}render(){let{phase:e,locale:t}=this;return e.out?n`<div class="row">
${this.button(fe,`rec_take_in`,{kind:`take_in`})}
${e.activity===null?s:this.renderMore()}
</div>`:n`<div>
<label for="text">${t.t(`rec_words`)}</label>
<textarea id="text" maxlength="2000" rows="2" .value=${e.text} ?disabled=${this.disabled} @change=${this.renamed}
></textarea>
</div>
${e.own_text?n`<div class="row">${this.button(E,`rec_words_kitchen`,{kind:`rename`,text:``})}</div>`:s}
<div class="ends">
${this.renderEnd(`start`)} ${e.activity===null?s:this.renderEnd(`stop`)}
</div>
<div class="gate">
<ht-field id="gate" .label=${t.t(`rec_gate_words`)} .help=${t.t(`rec_gate_help`)} .maxlength=${200} .value=${e.gate} ?disabled=${this.disabled}
></ht-field>
</div>
<div class="row">
<ht-button .icon=${u} label=${t.t(e.gate?`rec_gate_keep`:`rec_gate_set`)} ?disabled=${this.disabled} @click=${()=>this.setGate(this.gate?.value??``)}
></ht-button>
${e.gate?this.button(l,`rec_gate_remove`,{kind:`gate`,text:``}):s}
</div>
${this.splitAt===null?n`<div class="row">${this.renderMore()}</div>`:this.renderSplit(this.splitAt)}`}renderMore(){let{phase:e,recording:t}=this,[r,i]=U(e);return n`${e.activity===null||i<r?s:n`<ht-button .icon=${O} label=${this.locale.t(`rec_split`)} ?disabled=${this.disabled} @click=${()=>this.split(Math.round((e.start+e.stop)/2))}
></ht-button>`}
${xe(t.phases,e.id)?this.button(w,`rec_merge`,{kind:`merge`}):s}
${e.out?s:this.button(D,`rec_leave_out`,{kind:`leave_out`})}`}renderSplit(e){let{locale:t,phase:r}=this,i=U(r);return n`<div class="end">
<span><strong class="digits">${t.clock(Math.round(e))}</strong>${t.t(`rec_split_at`)}</span>
${this.stepper(t.t(`rec_split_at`),t=>this.split(W(e+t,i)))}
</div>
<div class="row">
<ht-button kind="primary" .icon=${O} label=${t.t(`rec_split_here`)} ?disabled=${this.disabled} @click=${()=>this.edit({kind:`split`,at:e})}
></ht-button>
<ht-button label=${t.t(`cancel`)} @click=${()=>this.split(null)}></ht-button>
</div>`}renderEnd(e){let{locale:t,phase:r,recording:i}=this,a=e===`start`?r.start:r.stop,o=H(i.phases,r.id,e,i.length_s),s=t.t(e===`start`?`rec_begins`:`rec_ends`);return n`<div class="end">
<span><strong class="digits">${t.clock(Math.round(a))}</strong>${s}</span>
${this.stepper(s,t=>this.edit({kind:`move`,edge:e,at:W(a+t,o)}))}
</div>`}stepper(e,r){let{locale:i}=this,a=t=>i.t(t,{what:e,seconds:5});return n`<ht-button
compact .icon=${de} label=${a(`rec_earlier`)} ?disabled=${this.disabled} @click=${()=>r(-5)}
></ht-button>
<ht-button
compact .icon=${t} label=${a(`rec_later`)} ?disabled=${this.disabled} @click=${()=>r(5)}
></ht-button>`}button(e,t,r){return n`<ht-button .icon=${e} label=${this.locale.t(t)} ?disabled=${this.disabled} @click=${()=>this.edit(r)}
></ht-button>`}renamed(){let e=this.text?.value.trim()??``;e!==this.phase.text&&this.edit({kind:`rename`,text:e})}setGate(e){let t=e.trim()||this.locale.t(`rec_gate_default`);t!==this.phase.gate&&this.edit({kind:`gate`,text:t})}split(e){this.dispatchEvent(new CustomEvent(`split`,{detail:e}))}edit(e){this.dispatchEvent(new CustomEvent(`edit`,{detail:{...e,phase:this.phase.id}}))}};g([f({attribute:!1})],Z.prototype,`recording`,void 0),g([f({attribute:!1})],Z.prototype,`phase`,void 0),g([f({attribute:!1})],Z.prototype,`locale`,void 0),g([f({attribute:!1})],Z.prototype,`splitAt`,void 0),g([f({type:Boolean})],Z.prototype,`disabled`,void 0),g([r(`textarea`)],Z.prototype,`text`,void 0),g([r(`#gate`)],Z.prototype,`gate`,void 0),Z=g([p(`ht-step-panel`)],Z);var Q=class extends e{constructor(...e){super(...e),this.connected=!0,this.recording=``,this.shown=null,this.comparison=null,this.beside=[],this.chosen=``,this.splitAt=null,this.reason=``,this.conflict=!1,this.signing=!1,this.refused=``,this.busy=!1,this.said=``,this.failedEdit=null,this.chain=Promise.resolve(),this.latest=new _,this.comparing=new _}static{this.styles=[m,je]}willUpdate(e){e.has(`recording`)&&(this.shown=this.comparison=this.splitAt=null,this.beside=[],this.chosen=this.reason=this.said=``,this.conflict=this.signing=!1,this.read())}async read(){await this.latest.of(v(this.hass,`recording`,{recording:this.recording}),e=>{this.show(e),this.reason=``},e=>void this.failed(e))}show(e){let t=this.shown===null;this.shown=e,t&&(this.beside=e.others.filter(e=>!e.running).slice(0,3).map(({id:e})=>e)),e.phases.some(({id:e})=>e===this.chosen)||(this.chosen=e.phases.find(({out:e})=>!e)?.id??``,this.splitAt=null),this.compare()}compare(){let{shown:e}=this;e===null||e.phases.length===0||this.beside.length===0?(this.comparing.drop(),this.comparison=null):this.comparing.of(v(this.hass,`recording/compare`,{recordings:[this.recording,...this.beside]}),e=>{this.comparison=e},e=>void this.failed(e))}async failed(e){this.reason=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}render(){let{locale:e,shown:t}=this,r=n`<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.retry()}
></ht-failure>`;if(t===null)return n`<div class="bar">${this.renderBack()}</div>
${this.reason?s:n`<ht-label .text=${e.t(`loading`)}></ht-label>`}${r}`;if(t.recording.running)return n`<div class="bar">${this.renderBack()}</div>
${r}
<ht-running-recording .hass=${this.hass} .locale=${e} .recording=${t} ?connected=${this.connected} @changed=${()=>this.read()}
></ht-running-recording>`;let i=!this.connected;return n`${this.renderBar(t,i)}
<div class="visually-hidden" role="status">${this.said}</div>
${this.renderTitle(t,i)} ${r}
${this.conflict?n`<p class="conflict" role="alert">${e.t(`rec_conflict`)}</p>`:s}
${t.problem?De(e,t):this.renderSteps(t,i)}
<ht-erase-recording .hass=${this.hass} .locale=${e} .recording=${t} ?disabled=${i} @erased=${()=>this.navigate([`recordings`],!0)}
></ht-erase-recording>
<ht-sign-sheet .open=${this.signing} .recording=${t} .locale=${e} .count=${1+this.beside.length} .signer=${this.hass.user?.name??``} .reason=${this.refused} ?busy=${i||this.busy} @sign=${e=>this.sign(e.detail)} @closed=${()=>{this.signing=!1}}
></ht-sign-sheet>`}renderBack(){return n`<ht-button
compact .icon=${he} label=${this.locale.t(`recordings`)} @click=${()=>this.navigate([`recordings`])}
></ht-button>`}renderBar(e,t){let{locale:r}=this;return n`<div class="bar">
${this.renderBack()}
<span class="space"></span>
<ht-button compact .icon=${pe} label=${r.t(`undo`)} ?disabled=${t||!e.can_undo} @click=${()=>this.edit({kind:`undo`})}></ht-button>
<ht-button compact .icon=${T} label=${r.t(`redo`)} ?disabled=${t||!e.can_redo} @click=${()=>this.edit({kind:`redo`})}></ht-button>
<ht-button kind="primary" .icon=${C} label=${r.t(`rec_sign`)} ?disabled=${t||e.problem!==``} @click=${()=>{this.signing=!0,this.refused=``}}
></ht-button>
</div>`}renderTitle(e,t){let{locale:r}=this,{recording:a}=e;return n`<div class="title">
<ht-field .label=${r.t(`rec_dish`)} .maxlength=${200} .value=${a.name} ?disabled=${t} @change=${e=>this.name(`name`,e)}
></ht-field>
<ht-field .label=${r.t(`rec_cook`)} .maxlength=${200} .value=${a.cook} ?disabled=${t} @change=${e=>this.name(`cook`,e)}
></ht-field>
</div>
<div class="facts">
<ht-label .icon=${me} .text=${L(r,a.started_at)}></ht-label>
<ht-label .icon=${i} .text=${k(r,e.length_s)}></ht-label>
${e.note?n`<ht-label .icon=${ee} .text=${e.note}></ht-label>`:s}
</div>
${a.signed_by?Ee(r,e,this.navigate):s}`}renderSteps(e,t){let{locale:r}=this,i=G(e.phases);return n`<div class="columns">
<div class="card trace">
<ht-recording-trace .recording=${e} .locale=${r} .chosen=${this.chosen} .splitAt=${this.splitAt} ?disabled=${t} @choose=${e=>this.choose(e.detail,!0)} @place=${e=>{this.splitAt=e.detail}} @move=${e=>this.edit({kind:`move`,phase:this.chosen,...e.detail})}
></ht-recording-trace>
</div>
<ol aria-label=${r.t(`rec_steps`)}>
${te(e.phases,({id:e})=>e,n=>this.renderStep(e,n,i.get(n.id)??0,t))}
</ol>
</div>
${Ae(r,e,this.beside,this.comparison,t,e=>{this.beside=e,this.compare()})}`}renderStep(e,t,r,i){let{locale:a}=this,o=t.id===this.chosen;return n`<li ?data-chosen=${o} ?data-out=${t.out} data-phase=${t.id}>
${Oe(a,t,r,o,()=>this.choose(o?``:t.id))}
${o?n`<ht-step-panel .recording=${e} .phase=${t} .locale=${a} .splitAt=${this.splitAt} ?disabled=${i} @edit=${e=>this.edit(e.detail)} @split=${e=>{this.splitAt=e.detail}}
></ht-step-panel>`:s}
</li>`}choose(e,t=!1){this.chosen=e,this.splitAt=null,t&&this.updateComplete.then(()=>this.renderRoot.querySelector(`li[data-chosen]`)?.scrollIntoView({block:`nearest`}))}name(e,t){let n=t.currentTarget.value.trim(),{recording:r}=this.shown;n!==r[e]&&(e===`name`&&n===``?t.currentTarget.value=r.name:this.edit({kind:e,text:n}))}retry(){let e=this.failedEdit;this.failedEdit=null,this.reason=``,e===null?this.read():this.edit(e)}edit(e){return this.chain=this.chain.then(()=>this.send(e)),this.chain}async send(e){let{shown:t}=this;if(t===null)return;this.conflict=!1,this.reason=``,this.latest.drop();let{recording:n}=this;try{let r=await h(this.hass,`recording/edit`,{...e,recording:n,version:t.version});n===this.recording&&(e.kind===`split`&&!r.conflict&&(this.chosen=this.added(t,r.recording)||this.chosen),this.splitAt=null,this.conflict=r.conflict,this.said=r.conflict?``:this.locale.t(`rec_changed`),this.show(r.recording))}catch(n){this.failedEdit=e,this.shown={...t},await this.failed(n)}}added(e,t){let n=new Set(e.phases.map(({id:e})=>e));return t.phases.find(({id:e})=>!n.has(e))?.id??``}async sign({by:e,recipe:t}){let{shown:n}=this;if(!(n===null||this.busy)){this.busy=!0,this.refused=``;try{let r=await h(this.hass,`recording/sign`,{recordings:[this.recording,...this.beside],version:n.version,by:e,recipe:t});this.signing=!1,r.recipe===null?this.conflict=!0:N(this,`hass-notification`,{message:this.locale.t(`rec_signed_toast`,{name:e})}),await this.read()}catch(e){this.refused=this.locale.t(`failed`,{reason:await y(this.hass,this.locale,e)})}this.busy=!1}}};g([f({attribute:!1})],Q.prototype,`hass`,void 0),g([f({attribute:!1})],Q.prototype,`locale`,void 0),g([f({type:Boolean})],Q.prototype,`connected`,void 0),g([f()],Q.prototype,`recording`,void 0),g([f({attribute:!1})],Q.prototype,`navigate`,void 0),g([a()],Q.prototype,`shown`,void 0),g([a()],Q.prototype,`comparison`,void 0),g([a()],Q.prototype,`beside`,void 0),g([a()],Q.prototype,`chosen`,void 0),g([a()],Q.prototype,`splitAt`,void 0),g([a()],Q.prototype,`reason`,void 0),g([a()],Q.prototype,`conflict`,void 0),g([a()],Q.prototype,`signing`,void 0),g([a()],Q.prototype,`refused`,void 0),g([a()],Q.prototype,`busy`,void 0),g([a()],Q.prototype,`said`,void 0),Q=g([p(`ht-recording-page`)],Q);var Pe=150,$=class extends A{constructor(...e){super(...e),this.stop=null,this.timer=0,this.running=null}static{this.styles=[m,c` :host{display:block}`]}used(e){return[e.burners,e.sessions]}firstUpdated(){this.listen()}connectedCallback(){super.connectedCallback(),this.hasUpdated&&(this.listen(),this.read())}disconnectedCallback(){super.disconnectedCallback(),this.stop?.(),this.stop=null,window.clearTimeout(this.timer)}updated(){let e=Object.keys(this.feeds.sessions.value.sessions).sort().join();this.running!==null&&this.running!==e&&this.read(),this.running=e}render(){let[e=``]=this.rest;return e===``?n`<ht-recording-list .hass=${this.hass} .locale=${this.locale} .feeds=${this.feeds} .burners=${this.feeds.burners.value} ?connected=${this.connected} .href=${this.href} .navigate=${this.navigate}
></ht-recording-list>`:n`<ht-recording-page .hass=${this.hass} .locale=${this.locale} ?connected=${this.connected} .recording=${e} .navigate=${this.navigate}
></ht-recording-page>`}read(){this.list?.read(),this.page?.read()}listen(){this.stop??=this.feeds.changes.on(({type:e,kind:t=``,subject:n})=>{e!==`kitchen`&&t!==`household_changed`||this.page!==null&&e!==`kitchen`&&n!==this.rest[0]||(window.clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.read(),Pe))})}};g([r(`ht-recording-list`)],$.prototype,`list`,void 0),g([r(`ht-recording-page`)],$.prototype,`page`,void 0),$=g([p(`ht-recordings`)],$);export{$ as Recordings};